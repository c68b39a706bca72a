"""Sentences of the real corpus, as they are and falsified in one place: how many the verification lets stand.

`python tests/generate/test_falsified.py INDEX` prints the table.
"""

import random
import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from qa.generate import Source
from qa.generate.verify import verify
from qa.index import open_index
from qa.vietnamese import agencies, provinces, sentences

AGENCIES = ("Sở Nội vụ", "Sở Tư pháp", "Sở Y tế", "Công an tỉnh")
VERBS = ("hỗ trợ", "thực hiện", "xây dựng", "phát triển", "tổ chức", "đẩy mạnh", "ứng dụng", "triển khai", "nâng cao")
TURNED = (("tăng", "giảm"), ("tối thiểu", "tối đa"), ("ít nhất", "nhiều nhất"), ("trước ngày", "sau ngày"))
INVENTED = " và Chủ tịch tỉnh đã bị bắt giữ"


def swap(text, one, other):
    return text[: one[0]] + text[slice(*other)] + text[one[1] : other[0]] + text[slice(*one)] + text[other[1] :]


def falsified(text, province, chance):
    """Yields (kind, text), each false in one place."""
    numbers = [match.span() for match in re.finditer(r"\d+", text)]
    named = agencies.find(text)
    if numbers:
        start, end = chance.choice(numbers)
        yield "number changed", text[:start] + str(int(text[start:end]) + chance.choice((1, 2, 7))) + text[end:]
    if len(numbers) > 1 and text[slice(*numbers[0])] != text[slice(*numbers[-1])]:
        yield "two numbers swapped", swap(text, numbers[0], numbers[-1])
    if named:
        other, found = chance.choice([name for name in AGENCIES if name not in text]), chance.choice(named)
        yield "agency changed", text[: found.start] + other + text[found.end :]
    if len(named) > 1 and "chủ trì" in text and named[0].canonical != named[-1].canonical:
        yield "leader and coordinator swapped", swap(text, named[0][:2], named[-1][:2])
    if "không" not in text and (verb := next((verb for verb in VERBS if verb in text.lower()), "")):
        at = text.lower().index(verb)
        yield "denied", f"{text[:at]}không {text[at:]}"
    for one, other in TURNED:
        # "tăng cường" is another word.
        if re.search(rf"(?<!\w){one}(?! cường)(?!\w)", text):
            yield "decisive word turned", re.sub(rf"(?<!\w){one}(?! cường)(?!\w)", other, text, count=1)
            break
    yield "clause invented", text.rstrip(".;") + INVENTED
    elsewhere = chance.choice([name for name in provinces.names_former() if name != province])
    yield "another province", f"Tại tỉnh {elsewhere}, {text[:1].lower()}{text[1:]}"


def measure(index, passages=400, seed=7):
    """Returns kind → (how many stood, of how many)."""
    chance = random.Random(seed)
    counts = defaultdict(lambda: [0, 0])
    chosen = sorted((each for each in index.passages() if len(each.text) > 150), key=lambda each: each.passage_id)
    chance.shuffle(chosen)
    for passage in chosen[:passages]:
        document, section = index.document(passage.doc_id), index.section(passage.section_id)
        whole = [passage.text[a:b] for a, b in sentences(passage.text) if 60 < b - a < 350]
        if not whole:
            continue
        text = re.sub(r"^[-–+*•\s]+", "", chance.choice(whole))
        cited = Source(
            passage.doc_id, passage.section_id, passage.text, passage.start, section.reference, document.province
        )
        parts = text.split(", ")
        cases = [("verbatim", text), *falsified(text, document.province, chance)]
        if len(parts) > 2:
            cases.append(("last clause left out", ", ".join(parts[:-1])))
        for kind, claim in cases:
            counts[kind][0] += verify(claim, [cited]).stands
            counts[kind][1] += 1
    return dict(counts)


@pytest.mark.model
def test_true_sentences_stand_and_falsified_ones_fall(real_index):
    index = open_index(real_index)
    counts = measure(index)
    index.close()
    shares = {kind: stood / count for kind, (stood, count) in counts.items()}
    assert shares.pop("verbatim") == 1.0
    assert shares.pop("last clause left out") >= 0.98
    assert {kind: share for kind, share in shares.items() if share > 0.05} == {}
    assert sum(stood for kind, (stood, _) in counts.items() if kind in shares) <= 0.02 * sum(
        count for kind, (_, count) in counts.items() if kind in shares
    )


if __name__ == "__main__":
    for kind, (stood, count) in measure(open_index(Path(sys.argv[1]))).items():
        print(f"{kind:32} stood {stood:4} of {count:4} = {stood / count:.3f}")
