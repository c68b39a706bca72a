"""How questions ask who does what: from a task to its agencies, or from an agency to its tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qa.records import Task
from qa.search import Query
from qa.search.casing import asking
from qa.vietnamese import agencies

# "phải trình UBND tỉnh những gì": who is told or given something is not asked about.
RECEIVES = re.compile(
    r"\b(?:trình|báo cáo|gửi|nộp|tham mưu|trinh|bao cao|gui|nop|tham muu)(?: (?:lên|về|cho|len|ve))? $", re.IGNORECASE
)
WHO = re.compile(
    r"\b(?:co quan|don vi|so|ban|bo|nganh|ai|nhung ai|to chuc|phong|trung tam|ben) nao\b"
    r"|\b(?:do |giao (?:cho )?|thuoc )?ai\b"
    r"|\b(?:nhung|may) (?:don vi|co quan|so|ai)\b"
    r"|\bdo [a-z&,. -]{2,60} hay (?!la )[a-z&,. -]{2,60} (?:chu tri|phu trach|lam|van hanh|thuc hien|quan ly|lo|chiu)\b"
    r"|(?<!phai )(?<!la )(?<!cac )\b(?:co quan|don vi) (?:chu tri|dau moi)\b(?! la\b)"
    r"|\bwho\b|\bwhich (?:[a-z]+ ){0,3}(?:department|agency|agencies|departments|body|unit)\b"
    r"|\bwhose (?:job|task|duty|responsibility)\b"
)
WHAT = re.compile(
    r"\b(?:nhiem vu|trach nhiem|viec|dau viec|cong viec|phan viec|noi dung|vai tro)\b.*\b(?:gi|nao|sao"
    r"|the nao)\b|\b(?:giao|phan cong|phai|lam|thuc hien|duoc giao|phu trach|chu tri|phoi hop|dam nhan|lo)"
    r"\b.*\b(?:nhung gi|gi|nhung viec|viec nao|nhiem vu nao|viec gi)\b|\bnhung (?:nhiem vu|viec|dau viec"
    r"|phan viec) (?:nao|gi)\b"
    r"|\b(?:tasks?|duties|responsibilit(?:y|ies)|roles?|assigned|responsible for)\b"
    r"|\bwhat (?:does|do|must|should|will) .* do\b|\b(?:co )?bao nhieu (?:nhiem vu|viec"
    r"|dau viec)\b|\bmay (?:nhiem vu|viec)\b|\bliet ke\b.*\b(?:nhiem vu|viec)\b"
    r"|\b(?:nhiem vu|trach nhiem|phan viec) cua\b|^vai tro\b"
    r"|\b(?:nhung|cac|moi|tat ca|toan bo) (?:nhiem vu|viec|dau viec|cong viec|phan viec)\b"
)
# "Ai được mua …", "Tổ chức nào được hỗ trợ …": who may or gets something, which no register of duties tells.
ENTITLED = re.compile(
    r"\b(?:ai|nao|nguoi|nhung ai)\b[a-z ,]{0,24}\bduoc (?!giao|phan cong|chi dinh|uy quyen|yeu cau)[a-z]+"
    r"|\bwho (?:can|may|benefits|qualifies|is (?:not )?(?:eligible|excluded|entitled|exempt|covered))\b"
)
# "Phụ lục có bao nhiêu nhiệm vụ?", "Liệt kê các nhiệm vụ của kế hoạch …"
ALL_TASKS = re.compile(
    r"\b(?:bao nhieu|may|nhung|cac|tat ca|liet ke)\b[a-z ,]{0,20}\bnhiem vu\b"
    r"|\bphu luc\b.*\b(?:bao nhieu|may|nhung|cac|tat ca|toan bo) (?:dau |cong )?viec\b|\bhow many tasks\b"
    r"|\blist (?:all )?(?:the )?tasks\b"
    r"|^danh muc (?:cac )?nhiem vu\b|^(?:cac |nhung )?nhiem vu (?:trong |o |tai |cua |thuoc )*phu luc\b"
)
# "Tỉnh nào giao việc cho Sở Y tế?"
CHARGES = re.compile(r"\b(?:tinh|noi|dia phuong|van ban|ke hoach) nao (?:co )?(?:giao|phan cong)\b")
# "trong cả văn bản": the tables and the sections on who does what alike.
EVERYWHERE = re.compile(r"\b(?:ca|toan|toan bo) (?:van ban|ke hoach|chuong trinh|quyet dinh)\b")
# "không phải do Sở X đứng đầu": the other tasks.
NOT_BY = re.compile(
    r"\b(?:khong|chua)(?: phai)?(?: la)? (?:do|boi|cua|thuoc|giao cho)\b|\bngoai (?:cac viec|nhiem vu) (?:do|cua)\b"
)
# To lead, in other words than "chủ trì".
LEADING = "dung mui chiu sao|cam (?:trich|cai)|vai (?:tro )?chinh|trach nhiem chinh|nong cot|lam chinh"
# "giao cho sở nào", "ai lo việc": who has a duty, in other words than those of roles.
DUTY = re.compile(
    rf"\b(?:(?<!chuyen )(?<!ban )giao|phan cong|chiu trach nhiem|dung ra|{LEADING}"
    r"|chu cong|chu luc|ganh (?:vac|viec|phan)|dan dau"
    r"|dam (?:nhan|trach|duong))\b|\b(?:ai|nao) (?:se )?(?:lo|lam)\b|\blo (?:viec|chuyen|lieu)\b"
)
# "được giao những việc gì": what is one's own, unless the question is on all that one has a part in.
GIVEN = re.compile(
    r"\b(?:phai (?:lam|thuc hien)|trach nhiem|nhiem vu cua|phan cong|assigned"
    r"|giao(?! (?:duc|vien|thong|dich|trinh|su|tiep|luu|ban)\b))\b"
)
INVOLVED = re.compile(r"\b(?:phoi hop|tham gia|lien quan|dinh|cung lam|ca van ban|toan van ban|involved)\b")
# "Sở X chủ trì việc gì, phối hợp với ai?": whom else the tasks of that agency name, which its rows tell.
WITH_WHOM = re.compile(
    r"\b(?:phoi hop|cung|lam)(?: cung)?(?: voi)?(?: nhung)? (?:ai|(?:don vi|co quan|so) nao)\b(?! khong)"
)
PURPOSE = re.compile(r"\b(?:de|nham) (?:lam|muc dich) gi\b|\b(?:vi|tai) sao\b|\bmuc dich (?:la )?gi\b")


def plain_question(query: Query) -> str:
    """The question folded, with "số" kept apart from "sở", "dược" from "được" and "ái" of names from "ai"."""
    text = re.sub(r"\bsố\b", "s0", query.text, flags=re.IGNORECASE)
    text = re.sub(r"\b[áàảãạ]i\b", "a1", text, flags=re.IGNORECASE)
    return asking(re.sub(r"\bdược\b", "d0oc", text, flags=re.IGNORECASE))


def asks_who(plain: str) -> bool:
    """Whether a question (`plain_question`) asks whose duty something is."""
    return bool(WHO.search(plain)) and not ENTITLED.search(plain)


def either(query: Query) -> bool:
    """Whether a question asks which of two agencies does something: "Sở X hay Sở Y tham mưu bố trí vốn?"."""
    named = agencies.find(query.text)
    between = (query.text[one.end : other.start].strip(" ,").lower() for one, other in pairwise(named))
    return any(joint in ("hay", "hoặc", "hay là", "hay do", "hay của") for joint in between)


def of_the_charged(query: Query) -> Query:
    """Returns a question without the agencies that only receive something: "Sở X phải trình UBND tỉnh những gì?"."""
    named = agencies.find(query.text)
    charged = {mention.canonical for mention in named if not RECEIVES.search(query.text[: mention.start])}
    kept = tuple(name for name in query.agencies if name in charged)
    return replace(query, agencies=kept) if kept or query.asks_for("deadline") else query


def of_part(plain: str, tasks: Sequence[Task]) -> list[Task]:
    """The tasks of the part that a question names, the appendix or "tổ chức thực hiện"; all if it has none there."""
    kind = "table" if "phu luc" in plain else "org-section" if "to chuc thuc hien" in plain else ""
    if not kind or EVERYWHERE.search(plain):
        return list(tasks)
    return [task for task in tasks if task.source_kind == kind] or list(tasks)
