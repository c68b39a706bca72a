"""Ladder and calibration over the real corpus, with a handful of questions."""

import json
from pathlib import Path

import pytest
from tests.search.cross_encoder import save

from qa.errors import QaError
from qa.evaluation.calibrate import calibrate
from qa.evaluation.gold import Evidence
from qa.evaluation.ladder import climb
from qa.settings import Settings

from .conftest import gold

pytestmark = pytest.mark.model
CORPUS = Path(__file__).parents[2] / "corpus"
BAC_NINH = "bac-ninh-qd-123-2023"
QUOTE = "bình quân giai đoạn 2023-2025 đạt từ 45-47%"


def tfp(number: int, **fields):
    values = {
        "id": f"q{number}",
        "question": "Tỷ trọng đóng góp của TFP vào tăng trưởng GRDP của Bắc Ninh giai đoạn 2023-2025?",
        "docs": (BAC_NINH,),
        "must": (("45-47%",),),
        "evidence": (Evidence(BAC_NINH, "", QUOTE),),
        "split": ("dev", "test")[number % 2],
    }
    return gold(**(values | fields))


QUESTIONS = [
    *(tfp(number) for number in range(4)),
    *(
        tfp(number, kind="unanswerable", question="Giá xăng hôm nay bao nhiêu?", must=(), evidence=())
        for number in range(4, 8)
    ),
]


@pytest.fixture(scope="module")
def embedder():
    from qa.embedding import load

    return load()


@pytest.fixture(scope="module")
def index(tmp_path_factory, embedder):
    from qa.index import build, open_index

    folder = tmp_path_factory.mktemp("index")
    build(CORPUS, folder, embedder=embedder)
    return open_index(folder)


def test_the_ladder_has_a_row_for_each_component(index, embedder):
    tables = climb(index, QUESTIONS, embedder)
    assert list(tables)[:2] == ["random", "BM25, syllables"]
    assert len(tables) == 13
    assert all(table["R@5"]["n"] == 4 for table in tables.values())
    assert tables["+ scope named in the question (all)"]["R@5"]["mean"] == 1
    assert tables == climb(index, QUESTIONS, embedder)


def test_a_reranker_that_is_set_has_the_last_row(index, embedder, tmp_path):
    name = str(save(tmp_path / "cross-encoder"))
    tables = climb(index, QUESTIONS, embedder, Settings(reranker=name))
    assert list(tables)[-1] == f"+ cross-encoder {name}" and len(tables) == 14
    with pytest.raises(QaError, match="QA_RERANKER"):
        climb(index, QUESTIONS, embedder, Settings(reranker=str(tmp_path / "nothing")))


def test_calibration_writes_what_it_chose_and_keeps_the_rest(index, embedder, tmp_path):
    target = tmp_path / "tuning.json"
    target.write_text('{"depth": 50, "dense": 0.9}', encoding="utf-8")
    result = calibrate(index, QUESTIONS, embedder, str, target)
    written = json.loads(target.read_text(encoding="utf-8"))
    assert written == {"depth": 50, **result["chosen"]}
    assert 0 <= written["dense"] <= 1 and 0 <= written["threshold"] <= 1
    assert set(result["effect"]) == {"dev", "test"}
