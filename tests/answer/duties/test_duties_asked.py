"""Which questions ask whose duty something is."""

import pytest

from qa.answer.duties.duties_asked import asks_who


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("which department plants the trees?", True),
        ("which cao son forest department plants the trees?", True),
        ("whose job is it to plant the trees?", True),
        ("who is in charge of the trees?", True),
        ("who can get free trees?", False),
        ("who is excluded from the programme?", False),
    ],
)
def test_english_questions(question: str, who: bool) -> None:
    assert asks_who(question) == who
