from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import App, ask, open_chat, shoot

from qa.web import users

pytestmark = [pytest.mark.browser, pytest.mark.model]

# An invented plan whose every part tries to be markup.
PLAN = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
Số: 999/KH-UBND
Cao Bằng, ngày 15 tháng 6 năm 2024

KẾ HOẠCH
Phát triển vườn ươm công nghệ <script>window.hacked=1</script>

I. MỤC TIÊU [1] <img src=x onerror="window.hacked=2">
1. Đến năm 2027, vườn ươm công nghệ tỉnh Cao Bằng có 37 doanh nghiệp [xem](javascript:window.hacked=3) tham gia.
2. Kinh phí cho vườn ươm công nghệ là 815 triệu đồng ![b](http://evil.example/x.png).

II. TỔ CHỨC THỰC HIỆN
1. Sở Khoa học và Công nghệ <svg onload="window.hacked=4"> chủ trì theo dõi vườn ươm công nghệ, báo cáo trước ngày 10/12 hằng năm.
"""  # noqa: E501


def test_uploaded_document_is_answered_from_and_stays_text(
    own_app: Callable[..., App], page: Any, tmp_path: Path
) -> None:
    app = own_app()
    page.goto(f"{app.address}/quan-tri")
    shoot(page, "quan-tri")
    file = {
        "name": "<img src=x onerror=window.hacked=5>.txt",
        "mimeType": "text/plain",
        "buffer": PLAN.encode(),
    }
    page.set_input_files("[name=files]", file)
    page.fill("[name=folder]", "cao-bang")
    page.click("text=Tải lên và lập chỉ mục")
    page.wait_for_selector("text=Đã lập xong chỉ mục: 5 văn bản", timeout=60_000)
    assert page.locator("td", has_text="999/KH-UBND").count() == 1
    open_chat(page, app)
    turn = ask(page, "Vườn ươm công nghệ tỉnh Cao Bằng có bao nhiêu doanh nghiệp đến năm 2027?")
    assert "37 doanh nghiệp" in turn.locator(".text").inner_text()
    turn.locator("button.cite").first.click()
    assert "[xem](javascript:window.hacked=3)" in page.locator("#panel li.open mark").inner_text()
    for path in ("/van-ban", "/nhiem-vu?province=Cao+Bằng", "/quan-tri"):
        page.goto(app.address + path)
        assert page.locator("main img, main script, main a[href^=javascript]").count() == 0
    page.goto(f"{app.address}/van-ban")
    page.locator(".cards a", has_text="999/KH-UBND").click()
    page.wait_for_selector(".document")
    assert '<img src=x onerror="window.hacked=2">' in page.locator(".document .text").inner_text()
    assert page.locator("main img, main svg, main script").count() == 0


def test_replaced_document_is_answered_from_anew_and_progress_is_said(own_app: Callable[..., App], page: Any) -> None:
    app = own_app()
    page.goto(f"{app.address}/quan-tri")
    row = page.locator("tr", has_text="ha-nam")
    row.locator("summary").click()
    file = {"name": "ban-moi.txt", "mimeType": "text/plain", "buffer": PLAN.encode()}
    row.locator("[name=file]").set_input_files(file)
    row.locator("text=Thay và lập chỉ mục").click()
    page.wait_for_selector("text=Đã lập xong chỉ mục: 4 văn bản", timeout=60_000)
    assert page.locator("td:first-child", has_text="ha-nam/ban-moi.txt").count() == 1
    assert page.locator("td:first-child", has_text="ha-nam/ke-hoach").count() == 0
    page.click("text=Kiểm tra chỉ mục")
    page.wait_for_selector("text=nguyên vẹn")
    assert page.locator("dl div", has_text="So với thư mục").inner_text().endswith("khớp")


def test_removed_document_is_no_longer_answered_from(own_app: Callable[..., App], page: Any) -> None:
    app = own_app()
    page.goto(f"{app.address}/quan-tri")
    page.evaluate("window.confirm = () => true")
    page.locator("tr", has_text="binh-thuan").locator("button.danger").click()
    page.wait_for_selector("text=Đã lập xong chỉ mục: 3 văn bản", timeout=60_000)
    page.goto(f"{app.address}/van-ban")
    assert page.locator(".cards h2").count() == 3


def test_login_wrong_password_and_roles(own_app: Callable[..., App], page: Any, tmp_path: Path) -> None:
    file = tmp_path / "users.json"
    users.add(file, "lan", "mat-khau-dung", "reader")
    app = own_app(QA_AUTH=str(file))
    page.goto(f"{app.address}/nhiem-vu?agency=so+khcn")
    page.fill("[name=name]", "lan")
    page.fill("[name=password]", "mat-khau-sai")
    page.press("[name=password]", "Enter")
    page.wait_for_selector("[role=alert]")
    assert "không đúng" in page.locator("[role=alert]").inner_text()
    shoot(page, "dang-nhap")
    page.fill("[name=password]", "mat-khau-dung")
    page.press("[name=password]", "Enter")
    page.wait_for_selector("table.tasks")
    assert page.locator("header >> text=Quản trị").count() == 0
    assert page.goto(f"{app.address}/quan-tri").status == 403
    open_chat(page, app)
    ask(page, "Quyết định số 123/QĐ-UBND do ai ký?")
    page.click("text=Đăng xuất")
    page.wait_for_selector("[name=password]")
    assert page.evaluate("localStorage.length") == 0
    assert page.request.get(f"{app.address}/api/documents").status == 401
