import dataclasses

import pytest

from qa.evaluation.metrics.answers import (
    fact_share,
    facts,
    missing_facts,
    number_fidelity,
    ownership,
    ungrounded_numbers,
)

from ..conftest import TASK

MUST = (("45-47%", "45% đến 47%"), ("2025",))


def test_facts_need_each_fact_in_some_spelling():
    assert facts("Đạt **45 – 47 %** vào năm 2025 [1].", MUST) == 1
    assert facts("Từ 45% đến 47% (2025)", MUST) == 1
    assert facts("Đạt 45-47%", MUST) == 0
    assert missing_facts("Đạt 45-47%", MUST) == ["2025"]
    assert fact_share("Đạt 45-47%", MUST) == 0.5


def test_a_citation_marker_is_not_a_fact():
    assert facts("Có nhiều mô hình [5].", (("5",),)) == 0


def test_number_fidelity_by_hand():
    answer = "1. Đạt 35% vào năm 2025 [12]\n2. Có 7 dự án"
    assert number_fidelity(answer, ["tỷ lệ 35 % năm 2025"]) == pytest.approx(2 / 3)
    assert ungrounded_numbers(answer, ["tỷ lệ 35 % năm 2025"]) == ["7"]
    assert number_fidelity("Không có số.", []) is None


@pytest.mark.parametrize(
    ("expect", "right"),
    [
        ({"lead": ["sở khoa học và công nghệ"], "coordinate": ["Sở Tài chính"], "time": "Trong quý II."}, 1),
        ({"lead": ["Sở Tài chính"]}, 0),
        ({"lead": ["Sở Khoa học và Công nghệ", "Sở Tài chính"]}, 0),
        ({"lead": ["Sở Khoa học và Công nghệ"], "owner": ["Sở Tài chính"]}, 0),
        ({"coordinate": []}, 0),
        ({"time": "quý II"}, 1),
        ({"time": "hoàn thành vào quý II"}, 1),
        ({"time": "trước quý II"}, 0),
        ({"time": "trong quý III"}, 0),
    ],
)
def test_ownership_is_exact(expect, right):
    assert ownership(expect, [TASK], lambda name: name) == right


def test_ownership_compares_canonical_names_of_the_first_three_rows():
    other = dataclasses.replace(TASK, lead=("UBND xã",))
    expect = {"lead": ["SKHCN"]}
    canonical = {"SKHCN": "Sở Khoa học và Công nghệ"}
    assert ownership(expect, [other, other, TASK], lambda name: canonical.get(name, name)) == 1
    assert ownership(expect, [other, other, other, TASK], lambda name: canonical.get(name, name)) == 0
    assert ownership(expect, [], lambda name: name) == 0


def test_names_in_one_string_or_in_two():
    expect = {"coordinate": ["các sở, ngành và UBND các huyện"]}
    row = dataclasses.replace(TASK, coordinate=("các sở, ngành", "UBND các huyện"))
    assert ownership(expect, [row], lambda name: name) == 1
    short = dataclasses.replace(TASK, coordinate=("các sở, ngành",))
    assert ownership(expect, [short], lambda name: name) == 0


def test_names_are_compared_as_printed_too():
    canonical = {"UBND huyện": "Ủy ban nhân dân các huyện", "các sở": "Các sở, ban, ngành"}
    expect = {"owner": ["các sở, UBND huyện"], "lead": TASK.lead, "coordinate": TASK.coordinate}
    row = dataclasses.replace(TASK, owner=("các sở", "UBND huyện"))
    assert ownership(expect, [row], lambda name: canonical.get(name, name)) == 1


def test_two_leads_of_one_task_count_together():
    first = dataclasses.replace(TASK, task="trồng\nTrồng và bán chè", lead=("Sở A",), coordinate=())
    second = dataclasses.replace(TASK, task="bán\nTrồng và bán chè", lead=("Sở B",), coordinate=())
    both = {"lead": ["Sở A", "Sở B"]}
    assert ownership(both, [first, second], lambda name: name) == 1
    assert ownership(both, [first, dataclasses.replace(second, task="bán cá")], lambda name: name) == 0
