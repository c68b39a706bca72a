from pathlib import Path
from typing import Any

import docx as word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from qa.documents import read
from qa.documents.docx_numbering import formatted


def saved(document: Any, path: Path) -> list[Any]:
    document.save(str(path))
    return [b.cells or b.text for b in read(path).blocks]


def numbered(document: Any, text: str, num: int, level: int = 0) -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')
    )


def test_numbers_drawn_by_word_are_in_the_text(tmp_path: Path) -> None:
    document = word.Document()
    numbering = document.part.numbering_part.element
    levels = (("upperRoman", "%1."), ("decimal", "%1.%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7"))
    xml = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{f}"/>'
        f'{"<w:isLgl/>" if i == 1 else ""}<w:lvlText w:val="{t}"/></w:lvl>'
        for i, (f, t) in enumerate(levels)
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{xml}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for text, level in (
        ("Mục tiêu", 0),
        ("Chung", 1),
        ("Riêng", 1),
        ("Việc", 2),
        ("Việc nữa", 2),
        ("Ý", 3),
        ("Giải pháp", 0),
        ("Vốn", 1),
    ):
        numbered(document, text, 90, level)
    assert saved(document, tmp_path / "a.docx") == [
        "I. Mục tiêu", "1.1. Chung", "1.2. Riêng", "a) Việc", "b) Việc nữa", "- Ý", "II. Giải pháp", "2.1. Vốn"
    ]  # fmt: skip


def test_inserted_text_stays_and_deleted_text_goes(tmp_path: Path) -> None:
    document = word.Document()
    paragraph = document.add_paragraph("Giao Sở ")
    for xml in (
        '<w:del {0} w:id="1" w:author="a"><w:r><w:delText>Nội vụ</w:delText></w:r></w:del>',
        '<w:ins {0} w:id="2" w:author="a"><w:r><w:t>Tư pháp</w:t></w:r></w:ins>',
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    paragraph.add_run(" chủ trì.")
    assert saved(document, tmp_path / "a.docx") == ["Giao Sở Tư pháp chủ trì."]


def test_merged_cells(tmp_path: Path) -> None:
    document = word.Document()
    table = document.add_table(4, 3, style="Table Grid")
    texts = [
        ("STT", "Việc", "Cơ quan"),
        ("I. Nhóm một", "", ""),
        ("1", "Rà soát", "Sở Tư pháp"),
        ("2", "Tổng kết", ""),
    ]
    for row, line in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(1, 2))
    table.cell(2, 2).merge(table.cell(3, 2))
    assert saved(document, tmp_path / "a.docx") == [
        ("STT", "Việc", "Cơ quan"),
        ("I. Nhóm một", "", ""),
        ("1", "Rà soát", "Sở Tư pháp"),
        ("2", "Tổng kết", "Sở Tư pháp"),
    ]


def test_letterhead_in_a_table_is_text(tmp_path: Path) -> None:
    document = word.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "ỦY BAN NHÂN DÂN"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert saved(document, tmp_path / "a.docx") == ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_headers_and_footers_are_left_out(tmp_path: Path) -> None:
    document = word.Document()
    document.sections[0].header.paragraphs[0].text = "Công báo"
    document.add_paragraph("Điều 1. Nội dung.")
    assert saved(document, tmp_path / "a.docx") == ["Điều 1. Nội dung."]


def test_number_formats() -> None:
    assert [formatted(n, "upperRoman") for n in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XL"]
    assert [formatted(n, "lowerLetter") for n in (1, 26, 27, 28)] == ["a", "z", "aa", "bb"]
    assert formatted(3, "decimalZero") == "03"


def test_rtf_tables_notes_and_unicode(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\header B\'e1o}"
        rb"\pard \u272?i\u7873?u 1{\footnote Ghi ch\u250?}.\par"
        rb"\trowd\pard\intbl STT\cell Vi\u7879?c\cell C\u417? quan\cell\row"
        rb"\trowd\pard\intbl 1\cell R\'e0\cell S\u7903?\cell\row\pard H\u7871?t.\par}"
    )
    blocks = read(path).blocks
    assert [b.cells or b.text for b in blocks] == [
        "Điều 1.",
        "Ghi chú",
        ("STT", "Việc", "Cơ quan"),
        ("1", "Rà", "Sở"),
        "Hết.",
    ]


def test_web_page_without_what_stands_around_it(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    body = "".join(
        f"<p>Điều {n}. Nội dung của điều này được thực hiện theo quy định.</p>" for n in range(1, 9)
    )
    path.write_text(
        "<html><body><nav>Trang chủ</nav><header><a href='/'>Cổng thông tin</a></header><div>"
        f"{body}<table border='1'><tr><td>STT</td><td>Việc</td></tr><tr><td rowspan='2'>1</td><td>Rà soát</td></tr>"
        "<tr><td>Tổng kết</td></tr></table></div><script>var x='<p>mã</p>'</script>"
        "<p style='display:none'>ẩn</p><footer><a href='/'>Liên hệ</a></footer></body></html>",
        encoding="utf-8",
    )
    blocks = [b.cells or b.text for b in read(path).blocks]
    assert blocks[:8] == [
        f"Điều {n}. Nội dung của điều này được thực hiện theo quy định." for n in range(1, 9)
    ]
    assert blocks[8:] == [("STT", "Việc"), ("1", "Rà soát"), ("1", "Tổng kết")]
