import numpy as np
import pytest
from scipy import stats

from qa.evaluation.metrics.statistics import bootstrap_interval, mean, paired_p_value, percentile


def test_mean_and_percentile_by_hand():
    assert mean([1, 2, 6]) == 3
    assert percentile([10, 20, 30, 40, 50], 50) == 30
    assert percentile([10, 20], 95) == pytest.approx(19.5)


def test_bootstrap_is_repeatable_and_agrees_with_scipy():
    data = np.random.default_rng(1).random(60)
    low, high = bootstrap_interval(data)
    assert (low, high) == bootstrap_interval(data)
    oracle = stats.bootstrap(
        (data,), np.mean, method="percentile", rng=np.random.default_rng(2)
    ).confidence_interval
    assert low == pytest.approx(oracle.low, abs=0.01)
    assert high == pytest.approx(oracle.high, abs=0.01)


def test_bootstrap_of_equal_values_is_a_point():
    assert bootstrap_interval([1.0, 1.0]) == (1.0, 1.0)
    assert bootstrap_interval([0.5]) == (0.5, 0.5)


def test_mcnemar_by_hand():
    # Six questions won, none lost: p = 2 · (1/2)^6.
    assert paired_p_value([0.0] * 6 + [1.0] * 4, [1.0] * 10) == pytest.approx(2 / 64)
    assert paired_p_value([0.0, 1.0], [1.0, 0.0]) == 1
    assert paired_p_value([0.3, 1.0], [0.3, 1.0]) == 1


def test_permutation_by_hand():
    # Four differences of one sign: of the 2^4 sign patterns, two are as extreme.
    assert paired_p_value([0.1, 0.2, 0.3, 0.4], [0.2, 0.4, 0.6, 0.8]) == pytest.approx(2 / 16)
    assert paired_p_value([0.5], [0.7]) == 1
