"""Hand-worked lists, and the matching counted by trying every way."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.metrics.lists import Item, list_f1, list_items

WORDS = ("một", "hai", "ba", "bốn", "năm")
WANTED = ["Xây dựng sàn giao dịch công nghệ", "Đào tạo 100 cán bộ", "Tổ chức chợ công nghệ"]


def f1(wanted, answer):
    return list_f1(wanted, list_items(answer))


def test_items_are_nested_as_they_are_indented():
    answer = "Có hai việc:\n- **Việc một** [1]\n  - Việc con\n\n  Gồm:\n  - Con nữa\n2. Việc hai\n**Khác**:\n  - Ba"
    one, two, three = list_items(answer)
    assert (one.text.strip(), [item.text for item in one.below]) == ("Việc một", ["Việc con", "Con nữa"])
    assert (two, three) == (Item("Việc hai"), Item("Ba"))


def test_f1_by_hand():
    answer = "- Xây dựng sàn giao dịch công nghệ của tỉnh\n- Đào tạo 200 cán bộ\n- Tổ chức chợ công nghệ\n- Việc khác"
    assert f1(WANTED, answer) == pytest.approx(2 * 2 / (2 * 2 + 2 + 1))
    assert f1(WANTED, "Không có mục nào.") == 0


def test_one_item_may_hold_several():
    assert f1(WANTED, "- Xây dựng sàn giao dịch công nghệ; tổ chức chợ công nghệ\n- Đào tạo 100 cán bộ") == 1


def test_what_is_said_twice_costs():
    assert f1(["Sở Tài chính"], "- Sở Tài chính\n- Sở Tài chính") == pytest.approx(2 / 3)


def test_a_quoted_sentence_is_no_list():
    sentence = "“Gồm: xây dựng sàn giao dịch công nghệ; đào tạo 100 cán bộ; tổ chức chợ công nghệ.” [1]"
    assert f1(WANTED, sentence) == 0
    assert f1(WANTED, f"- {sentence}") == pytest.approx(2 / 4)
    assert f1(WANTED, f"- *Nhiệm vụ* [2] — {sentence}") == pytest.approx(2 / 4)
    items = "".join(f"\n  - {item}" for item in WANTED)
    assert f1(WANTED, f"{sentence}\n\n  Các mục:{items}") == 1
    assert f1(WANTED, f"- {sentence}\n\n  Các mục:{items}\n- “Câu khác.”") == pytest.approx(6 / 7)


def test_names_in_quotation_marks_are_no_quoted_sentence():
    assert f1(WANTED, "- “Sàn” là: xây dựng sàn giao dịch công nghệ, đào tạo 100 cán bộ, tổ chức chợ công nghệ") == 1


def test_what_is_nested_belongs_to_the_item_above():
    below = "\n  - Theo quy hoạch\n  - Bằng ngân sách"
    assert f1(WANTED[:1], f"- Xây dựng sàn giao dịch công nghệ{below}") == 1
    assert f1(WANTED, f"- {WANTED[0]}\n  - {WANTED[1]}\n- {WANTED[2]}{below}") == 1
    assert f1(WANTED[:1], f"- {WANTED[0]}\n- Việc khác{below}") == pytest.approx(2 / 3)


def test_a_heading_is_no_item_but_what_it_hides_is():
    roles = f"- *Chủ trì* (hai):\n  - {WANTED[0]}\n  - {WANTED[1]}\n- *Phối hợp* (hai):\n  - Việc khác\n  - Việc nữa"
    assert f1(WANTED[:2], roles) == pytest.approx(4 / 6)
    assert f1(WANTED[:2], f"- Hạ tầng\n  - {WANTED[0]}\n  - Việc khác\n- {WANTED[1]}") == pytest.approx(4 / 5)


def test_scattered_words_are_no_item():
    far = "Tổ chức hội nghị về đổi mới sáng tạo và mở phiên chợ của các doanh nghiệp công nghệ có nghề"
    assert f1(WANTED[2:], f"- {far}") == 0


def _tried(wanted, got):
    """The formula with the items left over counted by trying every way to give each wanted item away."""
    held = {(i, j) for i, item in enumerate(got) for j, name in enumerate(wanted) if name in item.split()}
    true = len({j for _, j in held})
    gaps = [*range(len(got)), *[-1] * len(wanted)]
    given_away = max(sum((i, j) in held for j, i in enumerate(order)) for order in permutations(gaps, len(wanted)))
    return 2 * true / (true + len(got) - given_away + len(wanted)) if true else 0


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True),
    st.lists(st.sets(st.sampled_from(WORDS), min_size=1, max_size=2).map(lambda s: " ".join(sorted(s))), max_size=3),
)
def test_f1_is_the_best_way_to_give_items_away(wanted, got):
    found = list_f1(wanted, [Item(item) for item in got])
    assert found == pytest.approx(_tried(wanted, got))
    assert list_f1(wanted, [Item(item) for item in reversed(got)]) == found


@given(st.lists(st.sampled_from(WORDS), min_size=1, unique=True), st.integers(0, 4), st.integers(0, 3))
def test_f1_is_the_usual_one_of_plain_lists(wanted, kept, extra):
    got = [Item(item) for item in wanted[:kept]] + [Item(f"khác {n}") for n in range(extra)]
    true = min(kept, len(wanted))
    precision, recall = true / max(len(got), 1), true / len(wanted)
    usual = 2 * precision * recall / (precision + recall) if true else 0
    assert list_f1(wanted, got) == pytest.approx(usual)
