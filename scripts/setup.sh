#!/bin/sh
# Makes .venv with everything the program needs, and .venv/bin/qa. Quick the second time.
#
#   scripts/setup.sh          the product
#   scripts/setup.sh --dev    and what the tests and linters need
#   PYTHON=/path/to/python3.12 scripts/setup.sh    with a Python of your choice
set -eu
cd "$(dirname "$0")/.."

case "${1:-}" in
    "") extras="" ;;
    --dev) extras="[dev]" ;;
    *)
        echo "usage: scripts/setup.sh [--dev]" >&2
        exit 2
        ;;
esac
torch="2.13.0"
torch_index="https://download.pytorch.org/whl/cpu"
log=".venv/setup.log"

unset PYTHONHOME PYTHONPATH
export PYTHONNOUSERSITE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
[ -t 1 ] || export PIP_QUIET=1 PIP_PROGRESS_BAR=off

say() { printf '%s\n' "$*"; }

# fail "Vietnamese" "English": what happened and what to do.
fail() {
    printf 'Lỗi: %s\nError: %s\n' "$1" "$2" >&2
    exit 1
}

is_suitable() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

# Sets $python. The machine's own python3 first: it is the one its owner chose.
find_python() {
    without_venv=""
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.12 python3.11 python3.13 python; do
        is_suitable "$candidate" || continue
        if "$candidate" -c 'import venv, ensurepip' >/dev/null 2>&1; then
            python="$candidate"
            return
        fi
        without_venv="$candidate"
    done
    [ -z "$without_venv" ] || fail \
        "$without_venv thiếu mô-đun venv. Trên Debian/Ubuntu hãy chạy: sudo apt install python3-venv" \
        "$without_venv lacks the venv module. On Debian/Ubuntu run: sudo apt install python3-venv"
    fail "Không tìm thấy Python 3.11, 3.12 hoặc 3.13. Hãy cài (Debian/Ubuntu: sudo apt install python3 python3-venv) hoặc đặt PYTHON=/đường/dẫn/python3.12." \
        "No Python 3.11, 3.12 or 3.13 found. Install one (Debian/Ubuntu: sudo apt install python3 python3-venv) or set PYTHON=/path/to/python3.12."
}

make_venv() {
    if [ -d .venv ] && is_suitable .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; then
        return
    fi
    find_python
    say "Tạo môi trường ảo .venv ($("$python" -V))…"
    rm -rf .venv
    "$python" -m venv .venv || fail \
        "Không tạo được .venv. Hãy kiểm tra dung lượng đĩa và quyền ghi trong $(pwd)." \
        "Cannot make .venv. Check free disk space and write permission in $(pwd)."
}

# The environment is up to date if these have not changed since it was made.
fingerprint() {
    .venv/bin/python - "$1" <<'EOF'
import hashlib, os, sys
parts = [sys.version, os.getcwd(), sys.argv[1]]
parts += [open(name, encoding="utf-8").read() for name in ("pyproject.toml", "constraints.txt", "scripts/setup.sh")]
print(hashlib.sha256("\0".join(parts).encode()).hexdigest())
EOF
}

is_done() { [ -x .venv/bin/qa ] && [ -f ".venv/.done$1" ] && [ "$(cat ".venv/.done$1")" = "$(fingerprint "$1")" ]; }

install() {
    .venv/bin/python -m pip install --log "$log" "$@" || explain
}

# Says what went wrong, from pip's log.
explain() {
    if grep -q "No space left on device" "$log" 2>/dev/null; then
        fail "Ổ đĩa đã đầy. Cần khoảng 4 GB trống; hãy giải phóng rồi chạy lại." \
            "The disk is full. About 4 GB are needed; free some and run again."
    fi
    if tail -n 400 "$log" 2>/dev/null | grep -Eqi "name resolution|NewConnectionError|ConnectTimeout|timed out|ProxyError|Network is unreachable|Connection refused|Failed to establish"; then
        fail "Không kết nối được tới kho gói Python. Hãy kiểm tra mạng hoặc proxy (HTTPS_PROXY, PIP_INDEX_URL) rồi chạy lại." \
            "Cannot reach the Python package index. Check the network or proxy (HTTPS_PROXY, PIP_INDEX_URL) and run again."
    fi
    fail "pip không cài được gói. Xem $log, sửa theo dòng lỗi phía trên rồi chạy lại." \
        "pip could not install a package. See $log and the lines above, then run again."
}

# PyPI's torch for Linux is the CUDA build, 3 GB of downloads that nothing here uses: the CPU build goes first.
install_torch() {
    if .venv/bin/python -c "import importlib.metadata as m, sys; sys.exit(m.version('torch').split('+')[0] != '$torch')" \
        >/dev/null 2>&1; then
        return
    fi
    say "Cài torch $torch (bản CPU)…"
    if [ "$(uname -s)" = "Linux" ] && reaches_torch_index; then
        .venv/bin/python -m pip install --log "$log" --no-deps --index-url "$torch_index" "torch==$torch" && return
        say "Không tải được từ $torch_index, thử nguồn mặc định…"
    fi
    install --no-deps "torch==$torch"
}

reaches_torch_index() {
    .venv/bin/python - "$torch_index/torch/" <<'EOF' >/dev/null 2>&1
import sys, urllib.request
urllib.request.urlopen(sys.argv[1], timeout=5).read(1)
EOF
}

make_venv
if is_done "[dev]" || is_done "$extras"; then
    exit 0
fi
install_torch
say "Cài các gói đã ghim phiên bản (vài phút lần đầu)…"
install -c constraints.txt -e ".$extras"
fingerprint "$extras" >".venv/.done$extras"
say "Đã cài xong: .venv/bin/qa"
