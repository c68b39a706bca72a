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
    *("/nhiem-vu", "/nhiem-vu?agency=khong-co-co-quan-nay", "/van-ban", "/?doc=bac-ninh-qd-123-2023"),
    *("/danh-gia", "/quan-tri", "/dang-nhap", "/?doc=khong-co"),
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def faults(page: Any) -> list[tuple[str, str]]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], node["html"][:200]) for fault in found for node in fault["nodes"]]


def scrolls_sideways(page: Any) -> bool:
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible_in_both_schemes(app: App, new_page: Callable[..., Any], scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    for path in PAGES:
        page.goto(app.address + path)
        assert faults(page) == [], path
    open_chat(page, app)
    assert faults(page) == []
    ask(page, "Kinh phí thực hiện của Bình Thuận lấy từ nguồn nào?")
    page.click("#filters button")
    page.wait_for_selector("#filter_province input")
    page.wait_for_timeout(400)  # the accordion opens slowly and axe would measure half-transparent text
    assert faults(page) == []
    ask(page, "Giá vàng hôm nay?")
    page.locator("#log .turn >> nth=0").locator("[data-rating='1']").click()
    page.wait_for_selector("form.feedback:not([hidden])")
    assert faults(page) == []
    if scheme == "dark":
        shoot(page, "nen-toi")


@pytest.mark.parametrize(("width", "scale"), [(375, 1), (640, 2)])
def test_readable_on_a_phone_and_at_double_size(
    app: App, new_page: Callable[..., Any], width: int, scale: int
) -> None:
    """640 px at two device pixels each is what a 1280 px window shows at 200 % zoom."""
    page = new_page(width=width, height=740, device_scale_factor=scale)
    for path in PAGES:
        page.goto(app.address + path)
        assert not scrolls_sideways(page), path
    open_chat(page, app)
    assert not scrolls_sideways(page)
    turn = ask(page, "Quyết định số 123/QĐ-UBND do ai ký, ngày nào?")
    turn.locator("button.cite").first.click()
    turn.locator(".sources li.open mark").first.wait_for()
    assert not scrolls_sideways(page)
    assert faults(page) == []
    if scale == 1:
        shoot(page, "dien-thoai")


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
    page.locator("th button.sort >> nth=1").click()
    ordered = [" ".join(cell.split()) for cell in rows.locator("td:nth-child(2)").all_inner_texts()]
    assert sorted(ordered) == sorted(shown)
    assert page.locator("th[aria-sort=ascending]").count() == 1
    rows.first.locator("a").click()
    page.wait_for_selector(":target mark")


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
