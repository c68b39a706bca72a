from qa.evaluation.gold import Evidence
from qa.evaluation.sections import fill

from .conftest import DOC, gold


def evidence(quote, section_id="", doc_id=DOC):
    return (Evidence(doc_id, section_id, quote),)


def test_the_text_of_a_heading_is_that_of_all_under_it(sections):
    assert sections.text(f"{DOC}#I").startswith("I. MỤC TIÊU\nĐến năm 2025")
    assert sections.text(f"{DOC}#I").endswith("50% số doanh nghiệp.")


def test_a_quote_is_found_over_a_line_break_in_the_smallest_section(sections):
    assert sections.find("phối hợp với Sở Tài chính xây dựng đề án", DOC) == [f"{DOC}#II/1"]


def test_a_quote_over_two_sections_is_in_the_heading_over_both(sections):
    quote = "35% số doanh nghiệp. Đến năm 2030"
    assert sections.find(quote, DOC) == [f"{DOC}#I"]
    assert sections.holds(f"{DOC}#I", quote)
    assert not sections.holds(f"{DOC}#I/1", quote)


def test_fill_writes_section_and_split(sections):
    (question,), remarks = fill([gold(evidence=evidence("đạt 50%"), split="", id="hello")], sections)
    assert question.evidence[0].section_id == f"{DOC}#I/2"
    assert question.split == "dev"
    assert remarks == []


def test_fill_keeps_a_section_that_holds_the_quote(sections):
    (question,), _ = fill([gold(evidence=evidence("tỷ lệ đổi mới đạt", f"{DOC}#I/2"))], sections)
    assert question.evidence[0].section_id == f"{DOC}#I/2"


def test_fill_takes_the_first_of_several_places_and_says_so(sections):
    (question,), (remark,) = fill([gold(evidence=evidence("tỷ lệ đổi mới đạt"))], sections)
    assert question.evidence[0].section_id == f"{DOC}#I/1"
    assert "2 chỗ" in remark and f"{DOC}#I/2" in remark


def test_fill_finds_the_document_of_a_quote(sections):
    (question,), _ = fill([gold(evidence=evidence("quý II", doc_id="another-name"))], sections)
    assert question.evidence[0] == Evidence(DOC, f"{DOC}#II/1", "quý II")


def test_fill_names_a_quote_that_stands_nowhere(sections):
    (question,), (remark,) = fill([gold(evidence=evidence("đạt 99%", "gone"))], sections)
    assert question.evidence[0].section_id == ""
    assert "đạt 99%" in remark
