"""Divergences of normal distributions of vectors."""

from __future__ import annotations

from typing import Any

from .. import engine
from ..engine.ops import FUNCTIONS
from .kl_registry import register_kl
from .low_rank import LowRankMultivariateNormal, log_determinant, low_rank_distance
from .multivariate_normal import MultivariateNormal, half_log_determinant, squared_distance

_solve = FUNCTIONS["linalg_solve_triangular"]


def _check_events(p: Any, q: Any, kind: str) -> None:
    if p.event_shape != q.event_shape:
        raise ValueError(
            f"KL-divergence between two {kind}Multivariate Normals with"
            "                          different event shapes cannot be computed"
        )


def _squares(matrix: Any) -> Any:
    """Return the sums of squares of matrices: the trace of each times itself transposed."""
    rows, columns = matrix.shape[-2:]
    return matrix.reshape(-1, rows * columns).pow(2).sum(-1).reshape(matrix.shape[:-2])


def _whitened(p: Any) -> Any:
    """Return what a low-rank one's factor over its diagonal is, by its capacitance."""
    scaled = p._unbroadcasted_cov_factor.mT / p._unbroadcasted_cov_diag.unsqueeze(-2)
    return _solve(p._capacitance_tril, scaled, upper=False)


@register_kl(MultivariateNormal, MultivariateNormal)
def _multivariate_normal(p: Any, q: Any) -> Any:
    _check_events(p, q, "")
    volume = half_log_determinant(q) - half_log_determinant(p)
    size = p.event_shape[0]
    factors = [one._unbroadcasted_scale_tril for one in (q, p)]
    batch = engine.broadcast_shapes(*[one.shape[:-2] for one in factors])
    whole = [one.expand((*batch, size, size)) for one in factors]
    trace = _squares(_solve(*whole, upper=False))
    away = squared_distance(q._unbroadcasted_scale_tril, q.loc - p.loc)
    return volume + 0.5 * (trace + away - size)


@register_kl(LowRankMultivariateNormal, LowRankMultivariateNormal)
def _low_rank(p: Any, q: Any) -> Any:
    _check_events(p, q, "Low Rank ")
    volume = log_determinant(q) - log_determinant(p)
    away = low_rank_distance(q, q.loc - p.loc)
    whitened = _whitened(q)
    diagonals = (p._unbroadcasted_cov_diag / q._unbroadcasted_cov_diag).sum(-1)
    root = q._unbroadcasted_cov_diag.rsqrt().unsqueeze(-1)
    factors = _squares(p._unbroadcasted_cov_factor * root)
    less = _squares(whitened * p._unbroadcasted_cov_diag.sqrt().unsqueeze(-2))
    mixed = _squares(whitened.matmul(p._unbroadcasted_cov_factor))
    trace = diagonals + factors - less - mixed
    return 0.5 * (volume + trace + away - p.event_shape[0])


@register_kl(MultivariateNormal, LowRankMultivariateNormal)
def _to_low_rank(p: Any, q: Any) -> Any:
    _check_events(p, q, "(Low Rank) ")
    volume = log_determinant(q) - 2 * half_log_determinant(p)
    away = low_rank_distance(q, q.loc - p.loc)
    root = q._unbroadcasted_cov_diag.rsqrt().unsqueeze(-1)
    whole = _squares(p._unbroadcasted_scale_tril * root)
    trace = whole - _squares(_whitened(q).matmul(p._unbroadcasted_scale_tril))
    return 0.5 * (volume + trace + away - p.event_shape[0])


@register_kl(LowRankMultivariateNormal, MultivariateNormal)
def _from_low_rank(p: Any, q: Any) -> Any:
    _check_events(p, q, "(Low Rank) ")
    volume = 2 * half_log_determinant(q) - log_determinant(p)
    away = squared_distance(q._unbroadcasted_scale_tril, q.loc - p.loc)
    size = p.event_shape[0]
    parts = [
        q._unbroadcasted_scale_tril,
        p._unbroadcasted_cov_factor,
        engine.diag_embed(p._unbroadcasted_cov_diag.sqrt()),
    ]
    batch = engine.broadcast_shapes(*[one.shape[:-2] for one in parts])
    tril, factor, diagonal = [one.expand((*batch, size, one.shape[-1])) for one in parts]
    trace = _squares(_solve(tril, factor, upper=False))
    trace = trace + _squares(_solve(tril, diagonal, upper=False))
    return 0.5 * (volume + trace + away - size)
