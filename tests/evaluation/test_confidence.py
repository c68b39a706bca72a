import pytest
from sklearn.linear_model import LogisticRegression

from qa.evaluation.confidence import Case, best_threshold, fit, predict, score_at


def case(value, complete=True, answerable=True):
    return Case({"s": value}, complete, answerable)


def test_threshold_by_hand():
    cases = [case(0.9), case(0.8), case(0.3, complete=False), case(0.2, answerable=False)]
    confidences = [0.9, 0.8, 0.3, 0.2]
    # Answering all: 1 + 1 − 1 − 1. Refusing the last two: 1 + 1 + 0 + 1.
    assert score_at(0.0, confidences, cases) == 0
    assert score_at(0.5, confidences, cases) == 0.75
    assert best_threshold(confidences, cases, most_refused=0.5) == pytest.approx(0.55)
    # Refusing the third would refuse one answerable question of three: too many.
    assert best_threshold(confidences, cases, most_refused=0.1) == pytest.approx(0.25)


def test_a_threshold_that_gains_nothing_refuses_nothing():
    assert best_threshold([0.9, 0.1], [case(0.9), case(0.1)]) == 0


def test_fit_agrees_with_scikit_learn():
    values = [0.05 * n for n in range(20)]
    cases = [Case({"a": v, "b": (v * 7) % 1}, complete=v > 0.4 or n % 5 == 0, answerable=n % 7 != 0)
             for n, v in enumerate(values)]  # fmt: skip
    weights = fit(cases)
    oracle = LogisticRegression(C=1 / 0.33, tol=1e-8).fit(
        [[c.signals["a"], c.signals["b"]] for c in cases], [c.answerable for c in cases]
    )
    assert weights["bias"] == pytest.approx(oracle.intercept_[0], abs=0.01)
    assert [weights["a"], weights["b"]] == pytest.approx(oracle.coef_[0], abs=0.01)


def test_predict_by_hand():
    assert predict({"bias": 0.0, "s": 2.0}, {"s": 0.0, "unknown": 9.0}) == 0.5
    assert predict({"bias": -1.0, "s": 2.0}, {"s": 0.5}) == 0.5
    assert predict({"bias": 1e9}, {}) == pytest.approx(1)
