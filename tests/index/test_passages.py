from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.index.passages import PassageOptions, passage_input, passages
from qa.records import Document, Part, Section

from .fakes import document

LIMIT = 60


def count(texts):
    return [len(text.split()) + 1 for text in texts]


class Draft:
    """Builds a document line by line: `add` gives a section its parent by label."""

    def __init__(self, **fields) -> None:
        self.text, self.sections, self.fields = "", [], fields

    def add(
        self, kind: str, text: str, label: str = "", heading: str = "", under: str | None = None, **more
    ) -> str:
        start = len(self.text) + (1 if self.text else 0)
        self.text += ("\n" if self.text else "") + text
        section_id = f"d#{label or len(self.sections)}"
        parent = f"d#{under}" if under else None
        span = (start, start + len(text))
        self.sections.append(
            Section(section_id, "d", label, heading, kind, (section_id[2:],), *span, parent=parent, **more)
        )
        return section_id[2:]

    def heading(self, label: str, text: str, under: str | None = None) -> str:
        return self.add("heading", f"{label} {text}", label, text, under)

    def document(self) -> Document:
        return document("d", self.text, **self.fields)

    def cut(self, tokens: int = 20, limit: int = LIMIT, share: float = 0.6):
        options = PassageOptions(passage_tokens=tokens, breadcrumb_share=share)
        return passages(self.document(), self.sections, count, limit, options)


def texts(draft: Draft, **options) -> list[str]:
    return [passage.text for passage in draft.cut(**options)]


KINDS = ["title", "preamble", "basis", "heading", "paragraph", "item", "unit-line", "table-head", "table-row"]
KINDS += ["recipients", "signature", "furniture"]
line = st.lists(
    st.sampled_from(["một", "hai.", "ba;", "Bốn", "1.", "năm 2025."]), min_size=1, max_size=90
).map(" ".join)


@st.composite
def drafts(draw) -> Draft:
    draft = Draft()
    for n in range(draw(st.integers(1, 14))):
        kind = draw(st.sampled_from(KINDS))
        upper = draw(st.none() | st.integers(0, n - 1)) if n else None
        label, heading = str(n), draw(line)[:30] if kind == "heading" else ""
        draft.add(kind, draw(line), label, heading, None if upper is None else str(upper))
    return draft


@settings(max_examples=150, deadline=None)
@given(drafts(), st.integers(5, 80), st.integers(8, 60))
def test_every_character_lies_in_one_passage_within_the_limit(draft, tokens, limit):
    made = draft.cut(tokens, limit, share=0.3)
    covered = [0] * len(draft.text)
    for passage in made:
        assert passage.text == draft.text[passage.start : passage.end] and passage.text.strip()
        assert count([passage_input(passage)])[0] <= limit
        for at in range(passage.start, passage.end):
            covered[at] += 1
    for section in draft.sections:
        expected = 0 if section.kind == "furniture" else 1
        for at in range(section.start, section.end):
            assert draft.text[at].isspace() or covered[at] == expected
    assert len({passage.passage_id for passage in made}) == len(made)
    assert [passage.start for passage in made] == sorted(passage.start for passage in made)
    known = {section.section_id for section in draft.sections}
    assert all(p.section_id in known and set(p.section_ids) <= known and p.section_ids for p in made)


@settings(max_examples=100, deadline=None)
@given(drafts(), st.integers(5, 80))
def test_no_passage_reaches_across_headings_or_rows(draft, tokens):
    kinds = {section.section_id: section.kind for section in draft.sections}
    for passage in draft.cut(tokens):
        inside = [kinds[section_id] for section_id in passage.section_ids]
        content = [kind for kind in inside if kind not in ("heading", "title")]
        # headings stand at the beginning only
        assert inside[len(inside) - len(content) :] == content
        if "table-row" in content or "table-head" in content:
            assert len(content) == 1


def test_small_neighbours_share_a_passage_up_to_the_size():
    draft = Draft()
    draft.heading("I", "Mục tiêu")
    for n in range(4):
        draft.add("paragraph", f"câu {n} có sáu chữ thôi", under="I")
    assert texts(draft, tokens=20) == [
        "I Mục tiêu\ncâu 0 có sáu chữ thôi\ncâu 1 có sáu chữ thôi",
        "câu 2 có sáu chữ thôi\ncâu 3 có sáu chữ thôi",
    ]


def test_a_heading_line_goes_with_the_first_passage_under_it_and_names_the_others():
    draft = Draft()
    draft.heading("II.", "MỤC TIÊU")
    draft.heading("2.", "Mục tiêu cụ thể", "II.")
    draft.add("item", "a) " + "một " * 16, "a)", under="2.")
    draft.add("item", "b) " + "hai " * 16, "b)", under="2.")
    first, second = draft.cut(tokens=20)
    assert first.text.startswith("II. MỤC TIÊU\n2. Mục tiêu cụ thể\na) một")
    assert second.text.startswith("b) hai")
    assert first.section_id == "d#a)" and second.section_id == "d#b)"
    assert second.breadcrumb.endswith("› II. MỤC TIÊU › 2. Mục tiêu cụ thể")


def test_passages_do_not_reach_over_headings_even_when_small():
    draft = Draft()
    draft.heading("I", "Một")
    draft.add("paragraph", "nội dung một", under="I")
    draft.heading("II", "Hai")
    draft.add("paragraph", "nội dung hai", under="II")
    draft.heading("III", "Ba")
    assert texts(draft) == ["I Một\nnội dung một", "II Hai\nnội dung hai", "III Ba"]


def test_an_item_stays_with_the_first_that_it_introduces():
    draft = Draft()
    draft.heading("1.", "Nhiệm vụ")
    draft.add("paragraph", "chữ " * 15, under="1.")
    draft.add("item", "a) Đến năm 2025:", "a)", under="1.")
    for n in range(3):
        draft.add("item", f"- chỉ tiêu số {n} đạt nhiều phần trăm", f"-{n}", under="a)")
    made = draft.cut(tokens=20)
    assert made[1].text == "a) Đến năm 2025:\n- chỉ tiêu số 0 đạt nhiều phần trăm"
    assert made[2].text.startswith("- chỉ tiêu số 1")
    assert made[2].breadcrumb.endswith("› 1. Nhiệm vụ › a) Đến năm 2025")
    assert made[1].section_id == "d#a)"


def test_table_rows_stand_alone_under_the_names_of_their_columns():
    draft = Draft()
    draft.heading("I", "Bảng")
    head = "STT\tNhiệm vụ\tCơ quan"
    start = len(draft.text) + 1
    cells = ((start, start + 3), (start + 4, start + 12), (start + 13, start + 20))
    draft.add("table-head", head, "head", under="I", cells=cells)
    draft.add("table-row", "1\tmột\tSở A", "1", under="I")
    draft.add("table-row", "2\thai\tSở B", "2", under="I")
    made = draft.cut()
    assert [passage.text for passage in made] == [f"I Bảng\n{head}", "1\tmột\tSở A", "2\thai\tSở B"]
    assert made[2].breadcrumb.endswith("› I Bảng › STT | Nhiệm vụ | Cơ quan")
    assert made[2].section_id == "d#2"


def test_legal_bases_recipients_and_signature_are_passages_and_furniture_is_none():
    draft = Draft()
    draft.add("basis", "Căn cứ Luật một", "c1")
    draft.add("basis", "Căn cứ Luật hai", "c2")
    draft.add("paragraph", "nội dung", "p")
    draft.add("furniture", "Trang 1", "f")
    draft.add("recipients", "Nơi nhận: Bộ", "r")
    draft.add("signature", "TM. UBND", "s")
    assert texts(draft) == ["Căn cứ Luật một\nCăn cứ Luật hai", "nội dung", "Nơi nhận: Bộ\nTM. UBND"]


def test_parts_of_a_file_are_kept_apart_and_named():
    draft = Draft(
        parts=(
            Part("", "Quyết định", "Ban hành X", 0, 20),
            Part("ct", "Chương trình", "Phát triển X", 20, 99),
        )
    )
    draft.add("paragraph", "Giao các sở thực hiện", "1")
    draft.add("paragraph", "Nội dung chương trình", "2")
    one, two = draft.cut()
    assert (one.text, two.text) == ("Giao các sở thực hiện", "Nội dung chương trình")
    assert one.breadcrumb.endswith("› Ban hành X") and two.breadcrumb.endswith("› Chương trình Phát triển X")


def test_a_missing_heading_that_was_inferred_separates_all_the_same():
    draft = Draft()
    draft.add("paragraph", "dưới mục I", "a")
    at = len(draft.text)
    draft.sections.append(Section("d#II", "d", "II", "", "heading", ("II",), at, at, inferred=True))
    draft.add("paragraph", "dưới mục II", "b", under="II")
    assert texts(draft) == ["dưới mục I", "dưới mục II"]


def test_a_section_longer_than_the_model_reads_is_cut_between_sentences():
    sentences = [f"Câu số {n} của mục này dài đúng mười một chữ nhé." for n in range(9)]
    draft = Draft()
    draft.add("paragraph", " ".join(sentences), "p")
    made = draft.cut(limit=50)
    assert len(made) > 1
    assert " ".join(passage.text for passage in made) == " ".join(sentences)
    assert all(passage.text.startswith("Câu số") and passage.text.endswith("nhé.") for passage in made)
    assert [passage.passage_id for passage in made[:2]] == ["d#p", "d#p~2"]
    assert {passage.section_id for passage in made} == {"d#p"}


def test_a_sentence_longer_than_the_model_reads_is_cut_between_words():
    words = [f"chữ{n}" for n in range(200)]
    draft = Draft()
    draft.add("paragraph", " ".join(words), "p")
    assert " ".join(texts(draft)).split() == words


def test_a_word_longer_than_the_model_reads_is_cut_anywhere():
    draft = Draft(kind="", number=None, province="", title="")
    draft.add("paragraph", "x" * 500, "p")
    made = passages(draft.document(), draft.sections, lambda given: [len(text) for text in given], 100)
    assert "".join(passage.text for passage in made) == "x" * 500
    assert max(len(passage_input(passage)) for passage in made) <= 100


def test_breadcrumb_names_document_part_and_headings():
    draft = Draft(
        kind="Quyết định", number="7/QĐ-UBND", date="2023-04-05", province="Ninh Hải",
        issuer="Ủy ban nhân dân tỉnh Ninh Hải", title="Chương trình X",
    )  # fmt: skip
    draft.heading("II.", "MỤC TIÊU")
    draft.heading("2.1.", "Giai đoạn 2023-2025", "II.")
    draft.add("item", "a) đạt 45-47%", "a)", under="2.1.")
    (passage,) = draft.cut()
    assert passage.breadcrumb == (
        "Quyết định 7/QĐ-UBND năm 2023, tỉnh Ninh Hải › Chương trình X › II. MỤC TIÊU"
        " › 2.1. Giai đoạn 2023-2025"
    )


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"number": None}, "Kế hoạch năm 2024, tỉnh Ninh Hải"),
        ({"date": None}, "Kế hoạch 1/KH-UBND, tỉnh Ninh Hải"),
        ({"issuer": "UBND thành phố Ninh Hải"}, "Kế hoạch 1/KH-UBND năm 2024, thành phố Ninh Hải"),
        ({"issuer": "Sở Y tế"}, "Kế hoạch 1/KH-UBND năm 2024, Ninh Hải"),
        ({"province": "", "issuer": "Bộ Y tế"}, "Kế hoạch 1/KH-UBND năm 2024"),
        ({"kind": "", "title": "Việc chung"}, "Việc chung 1/KH-UBND năm 2024, tỉnh Ninh Hải"),
    ],
)
def test_documents_are_named_by_what_is_known_of_them(fields, name):
    draft = Draft(**fields)
    draft.add("paragraph", "nội dung", "p")
    (passage,) = draft.cut()
    assert passage.breadcrumb.split(" › ")[0] == name


def test_a_long_title_is_cut():
    draft = Draft(title="Thực hiện " + "chữ " * 30)
    draft.add("paragraph", "nội dung", "p")
    (passage,) = draft.cut()
    assert passage.breadcrumb.endswith("› Thực hiện " + "chữ " * 10 + "…")


def test_a_long_breadcrumb_gives_way_in_the_middle():
    draft = Draft()
    upper = None
    for n in range(6):
        upper = draft.heading(f"{n}.", f"đề mục thứ {n} " + "dài " * 8, upper)
    draft.add("paragraph", "chữ " * 18, "p", under=upper)
    draft.add("paragraph", "khác " * 18, "q", under=upper)
    second = draft.cut(share=0.5)[-1]
    assert second.breadcrumb.startswith("Kế hoạch 1/KH-UBND năm 2024, tỉnh Ninh Hải › …")
    assert "đề mục thứ 5" in second.breadcrumb
    assert count([second.breadcrumb])[0] <= LIMIT * 0.5


def test_no_sections_no_passages():
    assert Draft().cut() == []
