"""Follow-ups written out from invented conversations."""

import pytest

from qa.records import Turn
from qa.search.followup import standalone
from qa.vietnamese import fold

FOREST = "Đến năm 2025 Lào Cai trồng bao nhiêu héc-ta rừng?"
LEAD = "Cơ quan nào chủ trì xây dựng hồ chứa nước ở Phú Yên?"


@pytest.mark.parametrize(
    ("history", "question", "kept", "gone"),
    [
        ([FOREST], "Còn đến năm 2030?", ["lao cai", "rung", "2030"], ["2025"]),
        ([FOREST], "con den 2030 thi sao", ["lao cai", "rung", "2030"], ["2025"]),
        ([FOREST], "Thế giai đoạn 2026-2030?", ["lao cai", "rung", "2026-2030"], ["2025"]),
        ([FOREST], "Còn Sơn La?", ["rung", "2025", "son la"], ["lao cai"]),
        ([FOREST], "Ở Sơn La thì sao?", ["rung", "2025", "son la"], ["lao cai"]),
        ([FOREST], "Tỉnh khác thì sao?", ["rung o cac tinh ngoai lao cai", "2025"], ["2025 lao cai"]),
        ([FOREST], "Các tỉnh còn lại thì sao?", ["rung o cac tinh ngoai lao cai", "2025"], ["2025 lao cai"]),
        ([FOREST], "Ngoài Lào Cai còn tỉnh nào nữa không?", ["rung o cac tinh ngoai lao cai"], ["2025 lao cai"]),
        ([FOREST], "Sơn La có quy định không?", ["2025 son la trong bao nhieu"], ["lao cai", "quy dinh"]),
        ([FOREST, "Còn Sơn La?"], "Nơi nào nhiều hơn?", ["lao cai va son la trong bao nhieu"], []),
        ([FOREST], "Trồng rồi thì người trồng phải giữ trong bao lâu mới được khai thác?", ["lao cai", "rung"], []),
        ([FOREST], "What about 2030?", ["lao cai", "2030"], ["2025"]),
        ([FOREST], "Cây chè thì được mấy héc-ta?", ["lao cai", "2025", "che"], ["rung"]),
        ([LEAD], "Còn các hồ nuôi cá?", ["phu yen", "chu tri", "ho nuoi ca"], ["ho chua"]),
        ([LEAD], "Thế ai phối hợp?", ["ho chua", "phu yen", "phoi hop"], ["co quan nao"]),
        ([LEAD], "Ai phối hợp?", ["ho chua", "phu yen", "phoi hop"], ["co quan nao"]),
        ([LEAD], "Khi nào xong?", ["ho chua", "phu yen", "khi nao"], ["co quan nao"]),
        ([LEAD], "Kết quả là gì?", ["ho chua", "phu yen", "ket qua"], []),
        ([LEAD], "Còn ở Lào Cai?", ["ho chua", "lao cai", "chu tri"], ["phu yen"]),
        ([LEAD, "Ai phối hợp?"], "Còn Lào Cai?", ["ho chua", "lao cai", "phoi hop"], ["phu yen"]),
        ([FOREST, "Còn Sơn La?"], "Thế đến năm 2030?", ["rung", "son la", "2030"], ["lao cai", "2025"]),
        ([FOREST, LEAD], "Ai phối hợp?", ["ho chua", "phu yen"], ["rung", "lao cai"]),
    ],
)
def test_what_is_carried_over(history, question, kept, gone):
    whole = fold(standalone(question, [Turn(asked, "") for asked in history]))
    assert [phrase for phrase in kept if phrase not in whole] == []
    assert [phrase for phrase in gone if phrase in whole] == []


def test_a_document_that_the_answer_named_is_what_that_document_means():
    answer = "Thay thế, sửa đổi: “Kế hoạch này thay thế Kế hoạch số 41/KH-SNN của Sở Nông nghiệp.” [1]"
    history = [Turn("Kế hoạch 58 thay thế văn bản nào?", answer)]
    assert standalone("Văn bản đó ban hành ngày nào?", history) == "Kế hoạch số 41/KH-SNN ban hành ngày nào?"
    # of two it is not known which
    history = [Turn("Kế hoạch 58 căn cứ văn bản nào?", f"{answer} “Căn cứ Nghị định số 20/2021/NĐ-CP;” [2]")]
    assert "41" not in standalone("Văn bản đó ban hành ngày nào?", history)


def test_a_year_that_is_compared_with_takes_no_other_ones_place():
    history = [Turn(FOREST, ""), Turn("Còn đến năm 2030?", "")]
    assert "2030" in standalone("Tăng bao nhiêu so với năm 2025?", history)


def test_a_report_is_sent_to_others_than_the_document():
    history = [Turn("Báo cáo của Lào Cai gửi trước ngày nào?", "")]
    assert "văn bản" not in standalone("Gửi cho ai?", history)


@pytest.mark.parametrize(
    "question",
    [
        "Tỷ lệ hộ dân nông thôn dùng nước sạch ở Sơn La đến năm 2030 là bao nhiêu?",
        "Sở Xây dựng Phú Yên chủ trì những nhiệm vụ nào về nhà ở xã hội?",
        "Câu hỏi khác: học phí?",
        "Chuyển sang chuyện khác, chợ nông thôn là gì?",
        "What is the target for clean water in rural areas of Son La by 2030?",
    ],
)
def test_a_question_of_its_own_is_left_as_it_is(question):
    assert standalone(question, [Turn(FOREST, "12.000 héc-ta.")]) == question


@pytest.mark.parametrize("question", ["Còn đến năm 2030?", "Ai phối hợp?", FOREST])
def test_nothing_is_added_without_a_history(question):
    assert standalone(question, []) == question


def test_the_agency_that_an_answer_named_is_what_that_agency_means():
    history = [Turn(LEAD, "Sở Xây dựng chủ trì.")]
    whole = standalone("Cơ quan đó còn được giao việc gì nữa?", history)
    assert whole.startswith("Sở Xây dựng") and "Phú Yên" in whole


KNOWN = {"hồ_chứa", "chứa_nước", "phối_hợp", "trồng_rừng", "kết_quả"}


@pytest.mark.parametrize("question", ["Giá vàng trong nước hôm nay là bao nhiêu?", "Lãi suất ngân hàng?"])
def test_a_short_question_in_words_that_no_document_has_is_a_new_one(question):
    assert standalone(question, [Turn(LEAD, "")], KNOWN.__contains__) == question


@pytest.mark.parametrize("question", ["Ai phối hợp?", "Kết quả là gì?", "Còn giá vàng?", "Khi nào xong?"])
def test_a_short_question_in_known_words_or_one_that_points_back_is_a_follow_up(question):
    assert standalone(question, [Turn(LEAD, "")], KNOWN.__contains__) != question


def test_a_question_that_names_two_provinces_needs_no_third():
    question = "So sánh số hồ của Lào Cai và Sơn La"
    assert standalone(question, [Turn(LEAD, "")]) == question
    assert standalone("Lào Cai và Sơn La thì sao?", [Turn(LEAD, "")]) != "Lào Cai và Sơn La thì sao?"


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        (
            "Ai tham mưu phân bổ vốn đầu tư phát triển cho khoa học?",
            "Thế còn vốn sự nghiệp hằng năm?",
            "Ai tham mưu phân bổ vốn sự nghiệp hằng năm cho khoa học?",
        ),
        (
            "Tỷ lệ doanh nghiệp công nghệ cao của tỉnh năm 2030?",
            "Thế tỷ lệ doanh nghiệp đổi mới sáng tạo?",
            "tỷ lệ doanh nghiệp đổi mới sáng tạo của tỉnh năm 2030?",
        ),
    ],
)
def test_a_thing_takes_the_place_of_another_of_its_kind(before: str, question: str, whole: str) -> None:
    assert standalone(question, [Turn(before, "")]) == whole


def test_a_question_of_roles_alone_is_on_the_task_spoken_of() -> None:
    whole = standalone("Cơ quan phối hợp gồm những ai?", [Turn("Ai chủ trì đào tạo nhân lực?", "")])
    assert "đào tạo nhân lực" in whole and "phối hợp" in whole


WHO_DOES = "Ai chủ trì lĩnh vực trồng trọt, chăn nuôi ở Phú Yên?"
TASKS = "Sở Y tế Phú Yên được giao việc gì?"
ISSUED = "Quyết định 88 của Phú Yên do ai ký?"


@pytest.mark.parametrize(
    ("history", "question", "whole"),
    [
        # another agency
        ([TASKS], "Còn Sở Nội vụ?", "Sở Nội vụ Phú Yên được giao việc gì?"),
        ([TASKS, "Còn Sở Nội vụ?"], "Công an tỉnh thì sao?", "Công an tỉnh Phú Yên được giao việc gì?"),
        ([TASKS, "Thế Sở Nội vụ?"], "Ở Lào Cai thì sao?", "Sở Nội vụ Lào Cai được giao việc gì?"),
        ([TASKS], "Và Sở Kế hoạch và Đầu tư?", "Sở Kế hoạch và Đầu tư Phú Yên được giao việc gì?"),
        ([TASKS], "Sở Xây dựng thì làm gì?", "Phú Yên — Sở Xây dựng thì làm gì?"),
        ([FOREST], "Sở Xây dựng làm gì?", "Lào Cai — Sở Xây dựng làm gì?"),
        (["Sở Y tế và Sở Nội vụ Phú Yên làm gì?"], "Còn Sở Tư pháp?", "Sở Tư pháp Phú Yên làm gì?"),
        (["Báo Phú Yên làm gì?"], "Hội Nông dân?", "Hội Nông dân Phú Yên làm gì?"),
        ([TASKS], "Báo Lào Cai làm gì?", "Báo Lào Cai làm gì?"),
        # another field
        ([WHO_DOES], "Thế môi trường?", "Ai chủ trì lĩnh vực môi trường ở Phú Yên?"),
        ([WHO_DOES, "Lĩnh vực y tế thì sao?"], "còn giao thông", "Ai chủ trì lĩnh vực giao thông ở Phú Yên?"),
        # another place
        ([FOREST], "Còn Sơn La?", "Đến năm 2025 Sơn La trồng bao nhiêu héc-ta rừng?"),
        ([FOREST, "Còn Sơn La?"], "Thế Phú Yên?", "Đến năm 2025 Phú Yên trồng bao nhiêu héc-ta rừng?"),
        # the head of a document
        ([ISSUED], "Ký ngày nào?", "Phú Yên — Quyết định 88 Ký ngày nào?"),
        ([ISSUED, "Ký ngày nào?"], "Gửi cho ai?", "Phú Yên — Quyết định 88 Gửi cho ai?"),
        ([FOREST], "Kế hoạch này do ai ký?", "Lào Cai — Kế hoạch này do ai ký?"),
        (["Kế hoạch Phú Yên do ai ký?"], "Ông ấy ký ngày nào?", "Phú Yên — văn bản ký ngày nào?"),
    ],
)
def test_what_is_named_takes_the_place_of_its_like(history: list[str], question: str, whole: str) -> None:
    assert standalone(question, [Turn(asked, "") for asked in history], KNOWN.__contains__) == whole


@pytest.mark.parametrize(
    ("history", "question", "kept", "gone"),
    [
        # of middle turns no roles stay, and no other things
        ([FOREST, "Ai phối hợp việc này?"], "Riêng rừng phòng hộ được mấy héc-ta?", ["rung"], ["ai phoi hop"]),
        ([LEAD, "Khi nào xong?"], "Ai phối hợp?", ["ho chua", "phoi hop"], ["xong"]),
        ([FOREST, "Vậy cây chè được bao nhiêu?"], "Cây sắn thì sao?", ["lao cai", "cay san"], ["cay che"]),
        ([WHO_DOES, "Thế ai phối hợp?"], "Còn môi trường?", ["moi truong", "ai phoi hop"], ["trong trot"]),
        (["Trong phụ lục Phú Yên, Sở Y tế làm gì?"], "Sở Nội vụ thì làm gì?", ["phu luc", "phu yen"], ["y te"]),
        # what narrows is added
        ([FOREST], "Cả Sơn La nữa?", ["lao cai", "son la"], []),
        ([FOREST], "Riêng huyện Bảo Yên?", ["lao cai", "rung", "2025", "bao yen"], []),
        ([TASKS], "Đến năm 2030?", ["so y te", "phu yen", "2030"], []),
        ([TASKS], "Và cùng với Sở Nội vụ?", ["so y te", "so noi vu"], []),
        ([FOREST, "Còn Sơn La?"], "So với Phú Yên thì thế nào?", ["son la", "phu yen"], ["lao cai"]),
        # aspects of a thing, in words that no document has
        ([LEAD], "Cơ quan nào làm và hạn chót?", ["ho chua", "phu yen", "han chot"], []),
        ([WHO_DOES], "Thế kinh phí?", ["trong trot", "kinh phi"], []),
        # who was asked for is no more
        ([WHO_DOES], "Họ được cấp bao nhiêu tiền?", ["trong trot", "bao nhieu tien"], ["ai chu tri"]),
        # another thing altogether
        ([FOREST], "Bao nhiêu lớp dạy nghề?", ["lao cai", "2025", "lop day nghe"], ["rung"]),
        # the year in a document's number is no year asked about
        (["Theo Nghị quyết 15/2023 của Phú Yên năm 2025 có mấy chợ?"], "Năm 2030?", ["15/2023", "2030"], ["2025"]),
    ],
)
def test_the_last_turn_counts(history: list[str], question: str, kept: list[str], gone: list[str]) -> None:
    whole = fold(standalone(question, [Turn(asked, "") for asked in history]))
    assert [phrase for phrase in kept if phrase not in whole] == []
    assert [phrase for phrase in gone if phrase in whole] == []


ENGLISH = "Who leads the fisheries field in Lao Cai?"


@pytest.mark.parametrize(
    ("history", "question", "kept", "gone"),
    [
        (["Năng suất lúa Hà Nam 2026?"], "2030?", ["nang suat lua", "ha nam", "2030"], ["2026"]),
        (["nang suat lua quang nam 2026"], "con nam 2030", ["nang suat lua", "quang nam", "2030"], ["2026"]),
        ([LEAD], "Lào Cai thì ai chủ trì?", ["ho chua", "lao cai", "chu tri"], ["phu yen"]),
        (["Nhiệm vụ số 3 của phụ lục Sơn La là gì?"], "nhiệm vụ số 4?", ["nhiem vu so 4", "phu luc son la"], ["3"]),
        (["Điều 5 Nghị quyết 15 quy định gì?"], "Còn Điều 6?", ["dieu 6 nghi quyet 15"], ["dieu 5"]),
        (["Ai ký Quyết định 88?"], "Chức vụ gì?", ["ky quyet dinh 88", "chuc vu"], []),
        ([ENGLISH], "what about health?", ["who leads the health field in lao cai"], ["fisheries"]),
        ([ENGLISH, "and who coordinates?"], "how about tourism?", ["tourism", "lao cai"], ["fisheries", "coordinates"]),
        (["What is Son La's forest target?"], "and water?", ["what is son la's water target"], ["forest"]),
        ([ENGLISH], "What is the total budget?", ["lao cai", "total budget"], ["fisheries"]),
        ([ENGLISH], "and in Son La?", ["fisheries", "son la"], ["lao cai"]),
        ([ENGLISH], "who is responsible for that?", ["fisheries", "lao cai", "responsible"], []),
    ],
)
def test_labels_places_and_english_subjects_are_put_in(history, question, kept, gone):
    whole = fold(standalone(question, [Turn(asked, "") for asked in history], lambda pair: pair == "nhiem_vu"))
    assert [phrase for phrase in kept if phrase not in whole] == []
    assert [phrase for phrase in gone if phrase in whole] == []


def test_an_english_question_on_something_else_is_left_as_it_is():
    question = "What is quantum chromodynamics?"
    assert standalone(question, [Turn(ENGLISH, "")], lambda pair: False) == question


CANAL = "Ở Lào Cai, Sở Xây dựng chủ trì hay phối hợp việc nạo vét kênh?"
HOTLINE = "Đường dây nóng báo vỡ đê ở Phú Yên do ai chủ trì?"
CENTRE = "Sơn La lập trung tâm nào về giống chè?"


@pytest.mark.parametrize(
    ("before", "told", "question", "whole"),
    [
        # another year stands where the other one stood, and as that is written
        (FOREST, "", "Thế đến 2030?", "Đến năm 2030 Lào Cai trồng bao nhiêu héc-ta rừng?"),
        # "sở này" is the department asked about; the task goes along where only its role is asked for
        (CANAL, "Chủ trì: Sở Tài chính", "Ở Sơn La sở này làm gì?", "Ở Sơn La Sở Xây dựng làm gì?"),
        (
            CANAL,
            "Phối hợp với các đơn vị liên quan.",
            "Còn ở Sơn La, sở này có được chủ trì không?",
            "việc nạo vét kênh — Còn ở Sơn La, Sở Xây dựng có được chủ trì không?",
        ),
        # a thing by the name that the answer gave it
        (
            CENTRE,
            "“Thành lập Trung tâm Giống chè Mộc Châu trực thuộc Sở Nông nghiệp.”",
            "Trung tâm này có bao nhiêu người?",
            "Sơn La — Trung tâm Giống chè Mộc Châu có bao nhiêu người?",
        ),
        # another task, of which the same is asked
        (HOTLINE, "Sở Xây dựng", "Còn quy chế xả lũ?", "Phú Yên — quy chế xả lũ do ai chủ trì?"),
    ],
)
def test_what_is_pointed_at_takes_its_place(before, told, question, whole):
    assert standalone(question, [Turn(before, told)]) == whole


@pytest.mark.parametrize(
    "question",
    ["Có phải Sở Khoa học và Công nghệ không?", "Có cơ quan báo chí nào tham gia không?", "Cơ quan nào vận hành?"],
)
def test_who_has_a_part_is_asked_of_the_task_spoken_of(question):
    assert "vỡ đê" in standalone(question, [Turn("Phú Yên lập mấy đường dây nóng báo vỡ đê?", "Ba.")])


def test_a_things_kind_alone_is_no_name():
    history = [Turn(CENTRE, "Tỉnh lập một trung tâm giống.")]
    assert "chè" in standalone("Trung tâm này có bao nhiêu người?", history)
