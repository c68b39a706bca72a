"""Chat models that say what they are told to say, and the sources that they are shown."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from qa.generate import Source

# Invented text in the manner of a provincial plan.
TARGETS = (
    "1. Mục tiêu cụ thể đến năm 2030\n"
    "- Tỷ lệ doanh nghiệp có hoạt động đổi mới sáng tạo đạt tối thiểu 45 – 47 % tổng số doanh nghiệp của tỉnh.\n"
    "- Hỗ trợ ít nhất 30 doanh nghiệp ứng dụng công nghệ số với kinh phí 12,5 tỷ đồng.\n"
    "- Không hỗ trợ doanh nghiệp đã nhận vốn từ ngân sách trung ương."
)
DUTIES = (
    "Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Tài chính xây dựng cơ chế hỗ trợ khởi nghiệp sáng tạo, "
    "hoàn thành trước ngày 05 tháng 4 năm 2024. Báo cáo kết quả về Ủy ban nhân dân tỉnh theo Quyết định số 123/QĐ-UBND."
)
ELSEWHERE = "Tỷ lệ doanh nghiệp có hoạt động đổi mới sáng tạo đạt 30% vào năm 2030, tăng 5% so với năm 2025."


def source(
    text: str, section: str = "a#1", province: str = "Hà Giang", key: str = "", start: int = 0, **more: Any
) -> Source:
    doc_id = section.partition("#")[0]
    fields: dict[str, Any] = {
        "reference": f"mục {section[-1]} Kế hoạch số 9/KH-UBND ngày 02/3/2023 của UBND tỉnh {province}"
    }
    fields |= more | ({"key": key} if key else {})
    return Source(doc_id=doc_id, section_id=section, text=text, start=start, province=province, **fields)


def sources() -> list[Source]:
    return [
        source(TARGETS, "a#1", key="kab23"),
        source(DUTIES, "a#2", key="kcd34", start=1000),
        source(ELSEWHERE, "b#1", province="Lào Cai", key="kef56", start=50),
    ]


class Scripted(BaseChatModel):
    """Gives its replies one after the other; a reply may be a function of the messages or an exception.

    Streams `step` characters at a time, with a `pause` before each.
    """

    replies: list[Any]
    step: int = 3
    pause: float = 0.0
    asked: list[list[BaseMessage]] = []  # noqa: RUF012  a field of a pydantic model, copied for each instance

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _reply(self, messages: list[BaseMessage]) -> str:
        self.asked.append(messages)
        reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
        if isinstance(reply, Exception):
            raise reply
        return reply(messages) if callable(reply) else reply

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=self._reply(messages)))])

    def _stream(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
        text = self._reply(messages)
        for at in range(0, len(text), self.step):
            time.sleep(self.pause)
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[at : at + self.step]))


def passages_in(messages: list[BaseMessage]) -> list[dict[str, str]]:
    """Reads the passages back from a request as a model would: the JSON lines between the two fences."""
    fence = re.search(r"\"(=== DỮ LIỆU \w+ ===)\"", str(messages[0].content))
    assert fence is not None
    parts = str(messages[1].content).split(fence.group(1))
    assert len(parts) == 3
    return [json.loads(line) for line in parts[1].strip().splitlines()]


Reply = Callable[[list[BaseMessage]], str]
