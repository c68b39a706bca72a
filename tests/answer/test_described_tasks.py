"""Tasks found by words that are not theirs, with the real model."""

import pytest

from qa.assistant import Assistant
from qa.tasks.register import look_up

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def assistant(real_index):
    return Assistant.open(real_index)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("đào tạo nghề", "giáo dục nghề nghiệp"),  # Kon Tum, mục 5: "trong các cơ sở giáo dục nghề nghiệp"
        ("day nghe", "giáo dục nghề nghiệp"),
        ("chợ thiết bị", "chợ công nghệ thiết bị"),  # Bình Thuận, phụ lục, số 6
        ("các công ty khảo sát nhu cầu", "Khảo sát, đánh giá hiện trạng"),  # Bình Thuận, phụ lục, số 3
    ],
)
def test_words_of_another_find_the_task(assistant, words, wanted):
    found = look_up(assistant.tasks(), query=words, search=assistant.task_sections)
    assert any(wanted in task.task for task in found.tasks)


def test_nothing_of_the_kind_is_found_for_another_field(assistant):
    assert look_up(assistant.tasks(), query="bóng đá chuyên nghiệp", search=assistant.task_sections).tasks == ()
