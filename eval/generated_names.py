"""Questions made of names: of matters that a document may say nothing of, and of parts that it heads otherwise.

Who is charged with a matter, and what is set for it, may only be told by a place that has its words. A part that
people call by one name and a document by another must be told from its heading.

    PYTHONPATH=src:eval python eval/generated_names.py [--show N] [--form WORDS] [INDEX …]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generated import Asked, alone, count, name_of, tells

from qa.index import Index
from qa.records import Answer
from qa.vietnamese import fold

MATTERS = """trí tuệ nhân tạo|công nghệ sinh học|chuỗi khối|sân bay|đường sắt|du lịch biển|nuôi tôm|xuất khẩu lao động
năng lượng mặt trời|đấu giá đất|xe điện|rác thải nhựa|truy xuất nguồn gốc|tiêu chuẩn quốc gia|sở hữu trí tuệ
khởi nghiệp sáng tạo|sàn giao dịch công nghệ|chuyển đổi số|dữ liệu mở|an toàn thông tin|đào tạo nhân lực|dân số
hợp tác quốc tế|thống kê khoa học|nhà ở xã hội|phòng chống thiên tai|bảo hiểm y tế|vật liệu mới|tài sản trí tuệ
nông nghiệp công nghệ cao|chỉ dẫn địa lý|đo lường|kiểm toán năng lượng|hạt nhân|bức xạ|vệ sinh an toàn thực phẩm
giáo dục mầm non|vườn ươm|quỹ đầu tư mạo hiểm|logistics""".replace("\n", "|").split("|")
OF_MATTERS = (
    "Ai chủ trì nhiệm vụ về {what} ở {place}?",
    "Cơ quan nào phụ trách {what} của {place}?",
    "Các nhiệm vụ về {what} của {place}",
    "Mục tiêu về {what} của {place} là gì?",
    "{place} đề ra giải pháp gì về {what}?",
    "Kinh phí cho {what} của {place}",
)
OF_PARTS = {
    r"quan điểm": ("Quan điểm chỉ đạo của {place} là gì?", "{place} đưa ra những quan điểm gì?"),
    r"mục tiêu (chung|tổng quát)": ("Mục tiêu chung của {place} là gì?", "Mục tiêu tổng quát của {place} là gì?"),
    r"kinh phí( thực hiện)?": (
        "Nguồn kinh phí thực hiện kế hoạch của {place}",
        "Kinh phí đảm bảo thực hiện của {place} lấy từ đâu?",
        "Kinh phí triển khai của {place}",
    ),
    r"mục đích": ("Mục đích ban hành văn bản của {place} là gì?",),
    r"(tồn tại|hạn chế|khó khăn)(, (tồn tại|hạn chế|khó khăn|vướng mắc))?": (
        "Khó khăn, hạn chế của {place} là gì?",
        "{place} còn những tồn tại gì?",
        "Những điểm yếu của {place}",
    ),
    r"kết quả( đạt được)?": ("{place} đã đạt được những kết quả gì?", "Kết quả đạt được của {place}"),
    r"đối tượng áp dụng": ("Đối tượng thực hiện theo văn bản của {place}",),
    r"(nhiệm vụ(,| và) giải pháp( chủ yếu)?|nhiệm vụ trọng tâm)": (
        "Các nhiệm vụ và giải pháp chủ yếu của {place}",
        "Những nhóm nhiệm vụ, giải pháp chính của {place} là gì?",
    ),
}
UPPERMOST = 2  # levels of headings


def _questions(index: Index) -> Iterator[Asked]:
    for document in alone(index):
        for matter in MATTERS:
            for form in OF_MATTERS:
                yield f"matter: {form}", form.format(place=document.province, what=matter), _speaks_of(matter)
        for section in index.headed(document.doc_id):
            name = name_of(section.heading).lower()
            for part, forms in OF_PARTS.items():
                if len(section.path) <= UPPERMOST and re.fullmatch(part, name):
                    for form in forms:
                        yield f"part: {form}", form.format(place=document.province), tells(section.section_id)


def _speaks_of(matter: str) -> Callable[[Answer], str]:
    def fault(answer: Answer) -> str:
        said = " ".join([answer.answer, *(citation.quote for citation in answer.citations)])
        return "" if answer.abstained or fold(matter) in fold(said) else "another matter"

    return fault


if __name__ == "__main__":
    count(_questions)
