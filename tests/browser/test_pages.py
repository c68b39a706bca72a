from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from tests.browser.conftest import App, ask, open_chat, shoot

pytestmark = [pytest.mark.browser, pytest.mark.model]
PAGES = [
    *("/nhiem-vu?sort=time", "/nhiem-vu?agency=khong-co-co-quan-nay", "/van-ban", "/?doc=khong-co"),
    *("/?doc=bac-ninh-qd-123-2023", "/?doc=bac-ninh-qd-123-2023&tim=kinh+phi", "/danh-gia?run=hai&other=mot"),
    *("/quan-tri?kiem=1", "/dang-nhap", "/khong-co-trang-nay", "/van-ban?lang=en"),
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def faults(page: Any) -> list[tuple[str, str]]:
    from axe_playwright_python.sync_playwright import Axe

    # What the sticky composer covers at this moment is not too small: one scrolls on.
    page.add_style_tag(content="#composer { position: static !important }")
    found = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], node["html"][:200]) for fault in found for node in fault["nodes"]]


def scrolls_sideways(page: Any) -> bool:
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
    )


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 375)])
def test_accessible_in_both_schemes_and_on_a_phone(
    app: App, runs: list[str], new_page: Callable[..., Any], scheme: str, width: int
) -> None:
    """Each page in each scheme and at each width; contrast does not depend on the width, nor size on the scheme."""
    page = new_page(width=width, color_scheme=scheme)
    for path in PAGES:
        page.goto(app.address + path)
        assert faults(page) == [], path
        assert not scrolls_sideways(page), path
    page.context.clear_cookies()
    open_chat(page, app)
    assert faults(page) == []
    ask(page, "Kinh phí thực hiện của Bình Thuận lấy từ nguồn nào?")
    if scheme == "dark":
        page.set_viewport_size({"width": 1280, "height": 860})
        shoot(page, "nen-toi")
        page.set_viewport_size({"width": width, "height": 860})
    page.click("#filters button")
    page.wait_for_selector("#filter_province input")
    page.wait_for_timeout(400)  # the accordion opens slowly and axe would measure half-transparent text
    assert faults(page) == []
    ask(page, "Còn của Kon Tum?")
    page.locator("#log .turn >> nth=0").locator("[data-rating='1']").click()
    page.wait_for_selector("form.feedback:not([hidden])")
    assert faults(page) == []
    assert not scrolls_sideways(page)
    ask(page, "Giá vàng hôm nay?")
    assert faults(page) == []
    page.click("#new")
    page.wait_for_selector("#past input")
    page.wait_for_timeout(400)
    assert faults(page) == []


@pytest.mark.parametrize(("width", "scale"), [(375, 1), (640, 2)])
def test_readable_on_a_phone_and_at_double_size(
    app: App, new_page: Callable[..., Any], width: int, scale: int
) -> None:
    """640 px at two device pixels each is what a 1280 px window shows at 200 % zoom."""
    page = new_page(width=width, height=740, device_scale_factor=scale)
    for path in PAGES:
        page.goto(app.address + path)
        assert not scrolls_sideways(page), path
    page.context.clear_cookies()
    open_chat(page, app)
    assert not scrolls_sideways(page)
    turn = ask(page, "Quyết định số 123/QĐ-UBND do ai ký, ngày nào?")
    turn.locator("button.cite").first.click()
    turn.locator(".sources li.open mark").first.wait_for()
    assert not scrolls_sideways(page)
    if scale == 1:
        shoot(page, "dien-thoai")


def test_long_list_of_sources_is_folded_on_a_phone_and_opens_where_it_is_cited(
    app: App, new_page: Callable[..., Any]
) -> None:
    page = new_page(width=375, height=740)
    open_chat(page, app)
    turn = ask(page, "Sở Khoa học và Công nghệ Kon Tum chủ trì những nhiệm vụ nào?")
    assert turn.locator(".sources li").count() > 3
    assert not turn.locator(".sources li").first.is_visible()
    turn.locator("button.cite").nth(1).click()
    turn.locator(".sources li.open").wait_for()
    assert turn.locator(".sources li.open").get_attribute("data-n") == turn.locator("button.cite").nth(1).get_attribute(
        "data-cite"
    )


def test_agency_is_looked_up_and_saved_as_a_workbook(app: App, page: Any) -> None:
    page.goto(f"{app.address}/nhiem-vu")
    page.fill("[name=agency]", "so khcn")
    page.select_option("[name=role]", "lead")
    page.click("text=Tìm >> nth=-1")
    page.wait_for_url(re.compile("agency=so"))
    rows = page.locator("table.tasks tbody tr")
    count = rows.count()
    assert count > 3
    assert f"{count} nhiệm vụ" in page.locator(".count").inner_text()
    shown = [" ".join(cell.split()) for cell in rows.locator("td:nth-child(2)").all_inner_texts()]
    shoot(page, "tra-cuu-nhiem-vu")
    with page.expect_download() as download:
        page.click("text=Tải XLSX")
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    saved = [" ".join(str(row[2]).split()) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert len(saved) == count
    assert all(text.startswith(task) for text, task in zip(shown, saved, strict=True))
    page.locator("th a.sort", has_text="Nhiệm vụ").click()
    page.wait_for_url(re.compile("sort=task"))
    page.locator("th a.sort", has_text="Nhiệm vụ").click()
    page.wait_for_url(re.compile("desc=true"))
    assert page.locator("th[aria-sort=descending]").count() == 1
    ordered = [" ".join(cell.split()) for cell in rows.locator("td:nth-child(2)").all_inner_texts()]
    assert sorted(ordered) == sorted(shown) and ordered != shown
    with page.expect_download() as download:
        page.click("text=Tải XLSX")
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    saved = [" ".join(str(row[2]).split()) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert all(text.startswith(task) for text, task in zip(ordered, saved, strict=True))
    cells = page.locator(".matrix td[style]").all_inner_texts()
    assert len(cells) > 10 and all(cell.isdecimal() for cell in cells)
    rows.first.locator("a").click()
    page.wait_for_selector(":target mark")


def test_register_is_printed_across_the_page_with_all_its_columns(app: App, page: Any) -> None:
    from pypdf import PdfReader

    page.goto(f"{app.address}/nhiem-vu?agency=so+khcn&role=lead")
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert pages[0].mediabox.width > pages[0].mediabox.height
    first = pages[0].extract_text()
    assert "Nhiệm vụ" in first and "Nguồn" in first and "Tải XLSX" not in first
    everything = " ".join("".join(one.extract_text() for one in pages).split())
    assert all(name in everything for name in ("UBND tỉnh Bắc Ninh", "UBND tỉnh Kon Tum", "Cơ quan × văn bản"))


def test_link_to_a_section_is_copied_to_be_sent(app: App, new_page: Callable[..., Any]) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{app.address}/?doc=bac-ninh-qd-123-2023")
    section = page.locator("#chuong-trinh\\/II\\/2\\/2\\.1\\/c")
    section.hover()
    section.locator("a.anchor").click()
    page.wait_for_selector("text=Đã chép liên kết")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{app.address}/?doc=bac-ninh-qd-123-2023#chuong-trinh/II/2/2.1/c" == page.url


def test_two_runs_of_the_evaluation_are_compared(app: App, runs: list[str], page: Any) -> None:
    page.goto(f"{app.address}/danh-gia")
    page.select_option("[name=run]", "hai")
    page.select_option("[name=other]", "mot")
    page.click("main form button")
    page.wait_for_selector("h2:has-text('So sánh hai lần chạy')")
    assert "(n = 2)" in page.locator("h2", has_text="So sánh").inner_text()
    assert "đoạn trích đúng nguyên văn" in page.locator("tr", has_text="quotes_verbatim").first.inner_text()
    shoot(page, "danh-gia")


def test_section_link_outline_and_search_inside(app: App, page: Any) -> None:
    page.goto(f"{app.address}/van-ban")
    shoot(page, "danh-sach-van-ban")
    assert page.locator(".cards h2").count() == 4
    page.goto(f"{app.address}/?doc=bac-ninh-qd-123-2023#chuong-trinh/II/2/2.1/c")
    target = page.locator(":target")
    assert "45-47%" in target.inner_text()
    assert target.bounding_box()["y"] < 860
    shoot(page, "van-ban")
    page.locator(".outline a", has_text="III. ĐỊNH HƯỚNG").first.click()
    assert page.locator(":target").get_attribute("id") == "chuong-trinh/III"
    page.fill("[name=tim]", "nang suat cac yeu to tong hop")
    page.press("[name=tim]", "Enter")
    page.wait_for_selector(".found")
    assert page.locator(".document mark").count() >= 2
    with page.expect_download() as download:
        page.locator("summary", has_text="Thông tin").click()
        page.click("text=Tải tệp như đã nhận")
    original = app.folder / "corpus" / "bac-ninh" / "quyet-dinh-123-qd-ubnd-2023.txt"
    assert download.value.path().read_bytes() == original.read_bytes()


def test_language_can_be_switched_and_is_kept(app: App, page: Any) -> None:
    open_chat(page, app)
    assert page.evaluate("document.documentElement.lang") == "vi"
    page.click("header >> text=English")
    page.wait_for_selector("text=Your question")
    assert page.evaluate("document.documentElement.lang") == "en"
    ask(page, "Who signed plan 4239/KH-UBND?")
    page.click("header >> text=Task register")
    page.wait_for_selector("h1:has-text('Task register')")
    page.click("header >> text=Ask")
    page.wait_for_selector("text=Your question")
    page.goto(f"{app.address}/nhiem-vu")
    page.click("header >> text=Tiếng Việt")
    page.wait_for_selector("h1:has-text('Tra cứu nhiệm vụ')")


def test_vietnamese_is_set_in_fonts_of_this_machine(app: App, page: Any) -> None:
    """Each weight in use finds a font without any font being loaded from the page or from elsewhere."""
    open_chat(page, app)
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert loaded == []
    family = page.evaluate("getComputedStyle(document.querySelector('.welcome')).fontFamily")
    assert "Segoe UI" in family and "Noto Sans" in family


def test_print_view_holds_the_answer_and_its_sources_only(app: App, page: Any) -> None:
    open_chat(page, app)
    ask(page, "Quyết định số 123/QĐ-UBND do ai ký, ngày nào?")
    page.emulate_media(media="print")
    assert page.locator("#log .sources").first.is_visible()
    for hidden in ("header.site", "#question", "#side", ".actions"):
        assert not page.locator(hidden).first.is_visible()
