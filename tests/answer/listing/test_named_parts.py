"""Questions that name parts of documents by their headings and say nothing else."""

from __future__ import annotations

from collections import Counter

import pytest
from tests import second

from qa.answer.listing import named_parts, overview
from qa.search import understand
from qa.search.asked import explicit
from qa.vietnamese import agencies, fold


def draft(question, way=named_parts):
    query = understand(explicit(question), second.index().headers())
    return way.answer(query, second.material())


def cited(found):
    return [citation.section_id for citation in found.citations.found]


def named_once():
    """Headings that one place of a document alone has, are no agencies and have something under them."""
    for header in second.index().headers():
        headed = second.index().headed(header.doc_id)
        counts = Counter(fold(section.heading) for section in headed)
        for section in headed:
            name = named_parts._name(section.heading).strip()
            lone = counts[fold(section.heading)] == 1 and second.material().children(section)
            if lone and named_parts.AROUND.sub("", name).strip() and not agencies.find(section.heading):
                yield header, section


@pytest.mark.parametrize("asked", ["{} của {} số {}", "{} trong {} {} như thế nào?", "{1} {2} nói gì về {0}?"])
def test_each_heading_that_is_named_is_told(asked):
    told = Counter()
    for header, section in named_once():
        found = draft(asked.format(section.heading.strip(" :."), header.kind.lower(), header.number))
        own = found and any(i == section.section_id or i.startswith(f"{section.section_id}/") for i in cited(found))
        told[bool(own)] += 1
    assert told[True] > 30 and told[False] <= 0.04 * told.total()


def test_several_parts_in_one_question():
    found = draft("Quan điểm yêu cầu và mục tiêu của Kế hoạch 318")
    assert found is not None
    headings = {second.index().section(section_id).heading for section_id in cited(found)}
    assert {"QUAN ĐIỂM, YÊU CẦU", "MỤC TIÊU"} <= {heading.upper() for heading in headings}


@pytest.mark.parametrize(
    "question",
    [
        "Mục tiêu thoát nghèo của Kế hoạch 318",  # one of them
        "Mục tiêu của Kế hoạch 318 là bao nhiêu?",  # a figure
        "Ai đặt ra mục tiêu của Kế hoạch 318?",
        "Mục tiêu của Kế hoạch 318 có đạt không?",
        "Mục tiêu năm 2019 của Kế hoạch 318",  # no year of it
        "Kế hoạch 318",
        "Mục tiêu",  # of which?
        "An toàn mục tiêu của Kế hoạch 318",  # "toàn" is of "an toàn"
    ],
)
def test_what_says_more_is_left_to_others(question):
    assert draft(question) is None


def test_what_is_said_on_a_matter_is_no_question_on_the_whole_document():
    assert draft("Kế hoạch 318 nói gì về nhân lực?", overview) is None
    assert draft("Kế hoạch 318 nói về gì?", overview) is not None
