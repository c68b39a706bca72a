import pytest
from sklearn.linear_model import LogisticRegression

from qa.answer.confidence import predict
from qa.evaluation.confidence import Case, best_threshold, calibrated, fit, score_at


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


def graded():
    """Twenty questions whose answers hold more often the higher "a" is, each third told by "b"."""
    return [
        Case({"a": n / 20, "b": float(n % 3 == 0)}, complete=True, answerable=n > 8 or n in (3, 6)) for n in range(20)
    ]


def oracle(cases, *names):
    """Scikit-learn's logistic regression with the same penalty."""
    rows = [[case.signals[name] for name in names] for case in cases]
    return LogisticRegression(C=1 / 0.33, tol=1e-8).fit(rows, [case.answerable for case in cases])


def test_fit_agrees_with_scikit_learn():
    weights, expected = fit(graded()), oracle(graded(), "a", "b")
    assert min(expected.coef_[0]) > 0, "no bound binds"
    assert weights["bias"] == pytest.approx(expected.intercept_[0], abs=0.01)
    assert [weights["a"], weights["b"]] == pytest.approx(expected.coef_[0], abs=0.01)


def test_a_signal_against_an_answer_never_speaks_for_it():
    cases = [Case({"uncounted": c.signals["a"]}, c.complete, c.answerable) for c in graded()]
    assert oracle(cases, "uncounted").coef_[0][0] > 0
    assert fit(cases)["uncounted"] == 0


def test_incomplete_answers_teach_nothing():
    wrong = [Case({"a": 0.0, "b": 0.0}, complete=False, answerable=True)] * 50
    assert fit([*graded(), *wrong]) == fit(graded())


def test_predict_by_hand():
    assert predict({"bias": 0.0, "s": 2.0}, {"s": 0.0, "unknown": 9.0}) == 0.5
    assert predict({"bias": -1.0, "s": 2.0}, {"s": 0.5}) == 0.5
    assert predict({"bias": 1e9}, {}) == pytest.approx(1)


def test_calibrating_refuses_the_same_and_is_as_sure_as_answers_are_right():
    # Of the answers two thirds are right, whatever the signal; the weights are nearly certain of all.
    cases = [Case({"a": 1.0 + n / 300}, complete=n % 3 > 0, answerable=True) for n in range(300)]
    cases += [Case({"a": -1.0}, complete=False, answerable=False)] * 20
    weights, threshold = {"bias": 0.0, "a": 4.0}, 0.5
    scaled, least = calibrated(weights, threshold, cases)
    before = [predict(weights, case.signals) >= threshold for case in cases]
    after = [predict(scaled, case.signals) for case in cases]
    assert [sure >= least for sure in after] == before
    shown = [sure for sure, kept in zip(after, before, strict=True) if kept]
    assert sum(shown) / len(shown) == pytest.approx(2 / 3, abs=0.02)


def test_nothing_to_calibrate_on_changes_nothing():
    assert calibrated({"bias": -9.0}, 0.5, [case(0.1)]) == ({"bias": -9.0}, 0.5)
