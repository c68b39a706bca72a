"""Which questions ask whose duty something is."""

import pytest

from qa.answer.duties.duties_asked import asks_who, of_the_charged
from qa.search import understand


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


@pytest.mark.parametrize(
    ("question", "charged"),
    [
        ("Sở Nội vụ phải trình UBND tỉnh những gì?", {"Sở Nội vụ"}),
        ("Sở Nội vụ báo cáo về Sở Tài chính những việc gì?", {"Sở Nội vụ"}),
        ("Sở Nội vụ và Sở Tài chính phải làm gì?", {"Sở Nội vụ", "Sở Tài chính"}),
        ("Ai phải gửi báo cáo về Sở Tài chính?", {"Sở Tài chính"}),
    ],
)
def test_who_only_receives_something_is_not_asked_about(question: str, charged: set[str]) -> None:
    assert set(of_the_charged(understand(question, ())).agencies) == charged
