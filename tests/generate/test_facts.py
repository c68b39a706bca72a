import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.generate.facts import comparable, facts_of, known_from
from qa.generate.hostile import defused, is_instruction


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("45 – 47 %", "45-47%"),
        ("từ 45% đến 47%", "45-47%"),
        ("45 phần trăm", "45%"),
        ("ngày 05 tháng 4 năm 2023", "5/4/2023"),
        ("ngày 05/04/2023", "05.4.2023"),
        ("tháng 8 năm 2022", "8/2022"),
        ("1.500 tỷ đồng", "1500 tỉ đồng"),
        ("08 doanh nghiệp", "8 doanh nghiệp"),
        ("１０,７ %", "10,7%"),
        ("Quyết định số 0123/QĐ-UBND", "quyết định số 123/qđ-ubnd"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("TP. Hồ Chí Minh", "TPHCM"),
    ],
)
def test_spellings_of_one_fact(one, other):
    assert facts_of(one) == facts_of(other) != facts_of("")


@pytest.mark.parametrize(
    ("said", "claimed"),
    [
        ("45-47%", "45%"),
        ("45%", "45"),
        ("5/4/2023", "5/5/2023"),
        ("12 tỷ đồng", "12 triệu đồng"),
        ("30 lớp", "30 khóa"),
        ("năm 2030 tăng 3 lần so với năm 2020", "năm 2020 tăng 3 lần so với năm 2030"),
        ("Điều 1", "Điều 2"),
        ("hai mươi người", "ba mươi người"),
        ("123/QĐ-UBND", "123/QĐ-TTg"),
    ],
)
def test_facts_that_differ(said, claimed):
    known, wanted = known_from(facts_of(said)), facts_of(claimed)
    assert known | wanted != known


@pytest.mark.parametrize(
    ("said", "claimed"),
    [
        ("giai đoạn 2021-2025", "đến năm 2025"),
        ("ngày 5/4/2023", "năm 2023"),
        ("ngày 5/4/2023", "tháng 4/2023"),
        ("03 lớp", "3 lớp"),
        ("Quyết định số 123/QĐ-UBND", "Quyết định 123"),
    ],
)
def test_facts_that_follow(said, claimed):
    known, wanted = known_from(facts_of(said)), facts_of(claimed)
    assert known | wanted == known


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    assert comparable(comparable(text)) == comparable(text) or "đến" in text or "tới" in text or "tháng" in text
    facts_of(text)
    is_instruction(text)
    assert not set(defused(text)) & set("[]【】［］<>`")


@pytest.mark.parametrize(
    "text",
    [
        "Sở Khoa học và Công nghệ hướng dẫn các đơn vị thực hiện, trả lời kiến nghị của doanh nghiệp.",
        "Yêu cầu các sở, ban, ngành báo cáo kết quả trước ngày 10 tháng 12 hằng năm.",
        "Hệ thống thông tin: xây dựng cơ sở dữ liệu dùng chung; không bỏ qua các quy định về an toàn.",
        "Ứng dụng trí tuệ nhân tạo (AI), trợ lý ảo và chatbot phục vụ người dân.",
        "Bãi bỏ các quy định, hướng dẫn trước đây trái với Quyết định này.",
        "Nơi nhận: - Như trên; - Lưu: VT, KGVX.",
    ],
)
def test_official_prose_is_no_instruction_to_a_model(text):
    assert not is_instruction(text)


def test_no_sentence_of_the_corpus_is_taken_for_an_instruction():
    from pathlib import Path

    from qa.vietnamese import normalize, sentences

    root = Path(__file__).parents[2]
    for path in [*root.glob("corpus/*/*.txt"), *root.glob("tests/fixtures/**/*.txt")]:
        text = normalize(path.read_text(encoding="utf-8"))
        assert [text[a:b] for a, b in sentences(text) if is_instruction(text[a:b])] == []
