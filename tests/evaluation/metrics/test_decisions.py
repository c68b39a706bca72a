import pytest

from qa.evaluation.metrics.decisions import (
    Bin,
    calibration_error,
    crag_score,
    is_right,
    reliability,
    risk_coverage,
    risk_coverage_area,
)


@pytest.mark.parametrize(
    ("answerable", "abstained", "complete", "right", "score"),
    [
        (True, False, True, True, 1),
        (True, False, False, False, -1),
        (True, True, False, False, 0),
        (False, True, False, True, 1),
        (False, False, False, False, -1),
    ],
)
def test_right_and_crag(answerable, abstained, complete, right, score):
    assert is_right(answerable, abstained, complete) is right
    assert crag_score(right, abstained) == score


def test_risk_coverage_by_hand():
    # Four answered of five: right, right, wrong, right in order of confidence.
    points = risk_coverage([0.5, 0.9, 0.8, 0.4], [False, True, True, True], 5)
    assert points == [(0.2, 0), (0.4, 0), (0.6, pytest.approx(1 / 3)), (0.8, 0.25)]
    assert risk_coverage_area(points) == pytest.approx((1 / 3 * 0.2 + 0.25 * 0.2) / 0.8)


def test_equal_confidence_is_one_point_whatever_the_order():
    assert (
        risk_coverage([0.5, 0.5], [True, False], 2)
        == risk_coverage([0.5, 0.5], [False, True], 2)
        == [(1, 0.5)]
    )


def test_nothing_answered():
    assert risk_coverage_area(risk_coverage([], [], 3)) is None
    assert calibration_error(reliability([], [])) is None


def test_calibration_by_hand():
    bins = reliability([0.95, 1.0, 0.15, 0.1], [True, True, False, True])
    assert bins == [Bin(0.1, 0.2, 2, pytest.approx(0.125), 0.5), Bin(0.9, 1.0, 2, pytest.approx(0.975), 1.0)]
    assert calibration_error(bins) == pytest.approx(0.5 * 0.375 + 0.5 * 0.025)
