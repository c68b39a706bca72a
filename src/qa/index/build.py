"""`qa index`: makes or updates an index so that it holds exactly what the corpus folder holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qa.embedding.base import Embedder
from qa.index import versions
from qa.index.corpus import read_facts, scan
from qa.index.passages import PassageOptions
from qa.index.prepare import Makers, real_makers
from qa.index.report import BuildReport
from qa.index.update import Progress, Update
from qa.settings import Settings, get_settings


def build(
    corpus: Path | None = None,
    directory: Path | None = None,
    *,
    settings: Settings | None = None,
    rebuild: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
    embedder: Embedder | None = None,
    makers: Callable[[], Makers] | None = None,
    options: PassageOptions | None = None,
    wait: float = 60.0,
) -> BuildReport:
    """Builds or updates an index; until it is complete the old one stays in use.

    Args:
        corpus: folder of the documents; by default that of the settings.
        directory: folder of the index; by default that of the settings.
        settings: say which model embeds.
        rebuild: start from nothing instead of keeping what has not changed.
        strict: a document that fails fails the whole run.
        progress: called as the work goes on.
        embedder: used instead of loading the model of the settings.
        makers: gives what is used instead of the real reader, parser and task extractor.
        options: how passages are cut.
        wait: seconds to wait for another process that is indexing.

    Raises:
        QaError: nothing could be indexed, the index cannot be written, or it was made with another model or
            tokeniser; the old index is as it was.
    """
    settings = settings or get_settings()
    corpus, directory = corpus or settings.corpus, directory or settings.index
    files = scan(corpus, directory)
    facts = read_facts(corpus)
    with versions.write_lock(directory, wait):
        update = Update(
            directory, settings, facts, makers or real_makers, options or PassageOptions(), embedder
        )
        if progress is not None:
            update.progress = progress
        return update.run(files, rebuild, strict)
