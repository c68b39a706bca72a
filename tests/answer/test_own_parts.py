"""Questions that describe to each place what of it they ask, and those that only name it once more."""

from __future__ import annotations

from qa.answer.own_parts import of_place
from qa.search import Query


def of(question: str, place: str) -> list[str]:
    query = Query(question, provinces=("Tây Ninh", "Phú Yên"))
    return [part.text for part in of_place(query, place, alone=True)]


def test_a_place_has_its_own_description() -> None:
    own = of("Vay nuôi cá ở Tây Ninh và vay trồng dừa ở Phú Yên được bao nhiêu?", "Phú Yên")
    assert own[0] == " vay trồng dừa ở Phú Yên được bao nhiêu?"


def test_a_place_that_is_only_named_once_more_is_asked_the_same() -> None:
    question = "Được cấp bằng thì doanh nghiệp ở Tây Ninh với doanh nghiệp tư nhân ở Phú Yên, bên nào được nhiều hơn?"
    assert len(of(question, "Phú Yên")) == 2  # "tư nhân" is of Phú Yên alone
    question = question.replace(" tư nhân", "")
    assert of(question, "Phú Yên") == of(question, "Tây Ninh") == [question]
