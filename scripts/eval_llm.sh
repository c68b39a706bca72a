#!/bin/sh
# `qa eval` with Gemma 3 270M behind llama.cpp's server on this machine: scripts/eval_llm.sh [options of qa eval].
# The server ends with the evaluation. QA_LLM_… variables that are set are kept.
set -eu
cd "$(dirname "$0")/.."

python="${PYTHON:-.venv/bin/python}"
folder="$(mktemp -d)"
server=""
trap 'test -z "$server" || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
port="$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
mkfifo "$folder/open" # the server runs until its standard input is closed
"$python" tests/generate/small_model.py "$folder" "$port" <"$folder/open" >"$folder/log" 2>&1 &
server=$!
exec 3>"$folder/open"
until grep -q '^serving' "$folder/log"; do
    kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 2; }
    sleep 1
done
export QA_LLM_BASE_URL="http://127.0.0.1:$port/v1"
export QA_LLM_CONTEXT_TOKENS="${QA_LLM_CONTEXT_TOKENS:-2048}" QA_LLM_TIMEOUT="${QA_LLM_TIMEOUT:-300}" QA_LLM_RETRIES="${QA_LLM_RETRIES:-0}"
"$python" eval/run.py --llm openai:gemma-3-270m "$@"
