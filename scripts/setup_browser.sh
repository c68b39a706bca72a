#!/bin/sh
# What the browser tests need on top of `scripts/setup.sh --dev`: Playwright, axe-core, and a Chromium of the system.
set -eu
cd "$(dirname "$0")/.."

if ! .venv/bin/python -c 'import axe_playwright_python, playwright' >/dev/null 2>&1; then
    echo "Cài Playwright và axe-core…"
    .venv/bin/python -m pip install -q -c constraints.txt -e '.[browser]'
fi

if [ -n "${QA_CHROMIUM:-}" ] || command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Cài Chromium và phông chữ Noto…"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-core >/dev/null
    exit 0
fi
echo "Lỗi: không có Chromium. Hãy cài (Debian/Ubuntu: sudo apt install chromium fonts-noto-core) hoặc đặt QA_CHROMIUM=/đường/dẫn/chromium." >&2
echo "Error: no Chromium. Install it (Debian/Ubuntu: sudo apt install chromium fonts-noto-core) or set QA_CHROMIUM=/path/to/chromium." >&2
exit 2
