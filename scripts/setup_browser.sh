#!/bin/sh
# What the browser tests need on top of `scripts/setup.sh --dev`: Playwright, axe-core, and a Chromium of the system.
set -eu
cd "$(dirname "$0")/.."

has_chromium() {
    [ -n "${QA_CHROMIUM:-}" ] || command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1
}

if ! .venv/bin/python -c 'import axe_playwright_python, playwright' >/dev/null 2>&1; then
    echo "Cài Playwright và axe-core…"
    .venv/bin/python -m pip install -q -c constraints.txt -e '.[browser]'
fi

has_chromium && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Cài Chromium và phông chữ Noto…"
    export DEBIAN_FRONTEND=noninteractive
    # Old lists of packages may do where new ones cannot be had.
    apt-get update -qq || true
    apt-get install -y -qq --no-install-recommends chromium fonts-noto-core >/dev/null || true
fi
has_chromium && exit 0
echo "Lỗi: không có Chromium. Hãy cài (Debian/Ubuntu: sudo apt install chromium fonts-noto-core) hoặc đặt QA_CHROMIUM=/đường/dẫn/chromium." >&2
echo "Error: no Chromium. Install it (Debian/Ubuntu: sudo apt install chromium fonts-noto-core) or set QA_CHROMIUM=/path/to/chromium." >&2
exit 2
