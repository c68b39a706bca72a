"""Intervals, percentiles and paired tests."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

SEED = 20_231
_RESAMPLES = 2_000


def mean(values: Sequence[float]) -> float:
    """x̄ = Σ x / n."""
    return sum(values) / len(values)


def percentile(values: Sequence[float], q: float) -> float:
    """The q-th percentile, linear between neighbours."""
    return float(np.percentile(values, q))


def bootstrap_interval(values: Sequence[float], level: float = 0.95) -> tuple[float, float]:
    """Percentile bootstrap interval of the mean: 2,000 resamples of n with replacement, fixed seed."""
    data = np.asarray(values, dtype=float)
    if len(data) < 2 or bool((data == data[0]).all()):
        return float(data[0]), float(data[0])
    picks = np.random.default_rng(SEED).integers(0, len(data), (_RESAMPLES, len(data)))
    tail = (1 - level) / 2 * 100
    low, high = np.percentile(data[picks].mean(axis=1), [tail, 100 - tail])
    return float(low), float(high)


def paired_p_value(before: Sequence[float], after: Sequence[float]) -> float:
    """Two-sided p of "no difference" for the same questions under two systems.

    For 0/1 figures McNemar's exact test: b and c questions changed one way and the other, p is that of b
    heads in b + c throws. Otherwise a paired permutation test of the mean difference (9,999 sign flips, fixed
    seed; all of them where there are fewer). 1 if nothing differs or there is one question only.
    """
    from scipy.stats import binomtest, permutation_test

    differences = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    if len(differences) < 2 or not differences.any():
        return 1.0
    if set(before) | set(after) <= {0.0, 1.0}:
        better, worse = int((differences > 0).sum()), int((differences < 0).sum())
        return float(binomtest(better, better + worse).pvalue)
    result = permutation_test(
        (np.asarray(after, dtype=float), np.asarray(before, dtype=float)),
        lambda x, y, axis: np.mean(x - y, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=9_999,
        rng=np.random.default_rng(SEED),
    )
    return float(result.pvalue)
