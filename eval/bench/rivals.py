"""The same questions to what people would otherwise build. Runs in the environment that `run.py` makes.

Each rival answers with its best piece and cites it, like `qa eval --baseline`, so that the same metrics hold. They
know no documents' names and refuse nothing. Each runs in a process of its own (torch's threads and
ours would wait for each other in one), all are asked in turn. Prints lines of JSON.

- plain: LangChain's splitter, SentenceTransformer on torch, exact FAISS, BM25, reciprocal ranks.
- nom-vn: its `smart_chunk`, `BM25Retriever`, `DenseRetriever` and `hybrid_score`, over this project's vectors.
- txtai: `Embeddings` with its hybrid index over the same model on torch, the splitter's pieces.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from common import resident_mb

from qa.embedding import load
from qa.embedding.prepare import model_folder
from qa.evaluation import gold as golds
from qa.evaluation import runner
from qa.evaluation.baseline import Baseline, Chunk, split
from qa.evaluation.sections import Sections
from qa.index import open_index
from qa.settings import get_settings

_FIGURES = ("Hit@5", "R@5", "R@10", "MRR", "facts", "citation_recall")


class NomVn(Baseline):
    """Retrieval of `nom-vn` over this project's vectors."""

    def __init__(self, sections: Sections, embedder: Any) -> None:
        from nom.chunking import smart_chunk
        from nom.retrieve import BM25Retriever, DenseRetriever

        self._sections, self._embedder = sections, embedder
        self._chunks = [
            Chunk(document.doc_id, chunk.text, document.text.find(chunk.text[:40]))
            for document in sections.documents.values()
            for chunk in smart_chunk(document.text, max_tokens=256, overlap=32)
        ]
        texts = [chunk.text for chunk in self._chunks]
        self._dense = DenseRetriever(embedder.embed_passages(texts), documents=texts)
        self._sparse = BM25Retriever.fit(texts)

    def rank(self, question: str, docs: Sequence[str] = ()) -> list[tuple[Chunk, float]]:
        """Returns the best chunks; a filter is applied afterwards, since there is none."""
        from nom.retrieve import hybrid_score

        vector = self._embedder.embed_queries([question])[0]
        legs = [self._dense.search(vector, top_k=100), self._sparse.search(question, top_k=100)]
        found = [(self._chunks[hit.idx], hit.score) for hit in hybrid_score(legs, top_k=100)]
        return ([one for one in found if not docs or one[0].doc_id in docs] or found)[:10]


class Txtai(Baseline):
    """txtai's hybrid index."""

    def __init__(self, sections: Sections, folder: Path) -> None:
        from txtai import Embeddings

        self._sections = sections
        self._chunks = [chunk for document in sections.documents.values() for chunk in split(document)]
        prefixes = {"query": "query: ", "data": "passage: "}
        self._index = Embeddings(path=str(folder), hybrid=True, instructions=prefixes, gpu=False)
        self._index.index(enumerate(chunk.text for chunk in self._chunks))

    def rank(self, question: str, docs: Sequence[str] = ()) -> list[tuple[Chunk, float]]:
        """Returns the best chunks; a filter is applied afterwards."""
        found = [(self._chunks[int(key)], float(score)) for key, score in self._index.search(question, 100)]
        return ([one for one in found if not docs or one[0].doc_id in docs] or found)[:10]


def systems(index: Path) -> dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]]:
    """Returns for each system what loads its model and what makes its index with it; the product first."""
    settings = get_settings()
    sections = Sections(open_index(index))
    torch = settings.model_copy(update={"engine": "sentence-transformers"})
    made: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
        "qa": (lambda: load(settings), _product),
        "plain (torch)": (lambda: load(torch), lambda model: Baseline(sections, model, bm25=True)),
        "plain, our engine": (lambda: load(settings), lambda model: Baseline(sections, model, bm25=True)),
    }
    for package, loaded, maker in (
        ("nom-vn", lambda: load(settings), lambda model: NomVn(sections, model)),
        ("txtai", lambda: model_folder(settings), lambda folder: Txtai(sections, folder)),
    ):
        with suppress(PackageNotFoundError):
            made[f"{package} {version(package)}"] = loaded, maker
    return made


def _product(model: Any) -> Any:
    """Reads, parses and indexes the four documents anew, and opens the index."""
    from qa.assistant import Assistant
    from qa.index import build

    place = Path(tempfile.mkdtemp(prefix="qa-bench-"))
    build(Path("corpus"), place, rebuild=True, embedder=model)
    return Assistant(open_index(place, embedder_fingerprint=model.fingerprint), model)


def main() -> None:
    """Names the systems there are; or makes one, prints its quality, and then answers and times what it is asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--system", default="")
    given = parser.parse_args()
    if not given.system:
        print(json.dumps(list(systems(given.index))))
        return
    loaded, maker = systems(given.index)[given.system]
    before, start = resident_mb(), time.perf_counter()
    try:
        model = loaded()
        start, load_s, cpu = time.perf_counter(), time.perf_counter() - start, time.process_time()
        system = maker(model)
    except Exception as error:  # a rival that does not run here is reported, not hidden
        print(json.dumps({"failed": f"{type(error).__name__}: {error}"}), flush=True)
        return
    made = {"index_s": time.perf_counter() - start, "index_cpu_s": time.process_time() - cpu}
    made |= {"load_s": load_s, "more_mb": resident_mb() - before}
    print(json.dumps(made | _quality(system, given.index, given.every)), flush=True)
    for line in sys.stdin:  # in turn with the others, so that what else the machine does meets all alike
        start, cpu = time.perf_counter(), time.process_time()
        system.ask(json.loads(line))
        times = (time.perf_counter() - start) * 1000, (time.process_time() - cpu) * 1000
        print(json.dumps(times), flush=True)


def _quality(system: Any, index: Path, every: int) -> dict[str, float]:
    from qa.vietnamese import agencies

    gold = golds.select(golds.load(Path("eval/gold.jsonl")), "", (), ())[::every]
    opened = Sections(open_index(index))
    found = runner.run(lambda: system, gold, opened, canonical=agencies.canonical, about={}, progress=False)
    table = found["summary"]["by_kind"]["all"]
    return {figure: table[figure]["mean"] for figure in _FIGURES if figure in table}


if __name__ == "__main__":
    main()
