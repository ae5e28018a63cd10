"""The inverse of the normal distribution function, to 16 digits.

M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied
Statistics 37 (1988), whose coefficients these are.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...blocks import blocks_of
from ..record import Array
from .rational import ratio

# Numerators and denominators from the highest power: up to 0.425 from the centre, in the tail while
# the root of minus its logarithm is at most 5, and beyond.
_CENTRE = (
    (2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
     4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
     1.3314166789178437745e2, 3.3871328727963666080),
    (5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
     2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2,
     4.2313330701600911252e1, 1.0),
)  # fmt: skip
_TAIL = (
    (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
     1.27045825245236838258, 3.64784832476320460504, 5.76949722146069140550,
     4.63033784615654529590, 1.42343711074968357734),
    (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
     1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940,
     2.05319162663775882187, 1.0),
)  # fmt: skip
_FAR = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
     2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580,
     5.46378491116411436990, 6.65790464350110377720),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
     7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
     5.99832206555887937690e-1, 1.0),
)  # fmt: skip


def normal_quantile(centre: Any, tail: Any) -> Array:
    """Return the numbers that a standard normal one is less than with probability 1/2 + ``centre``.

    ``tail`` is 1/2 - abs(centre), which is given besides as it is exact where it is small.
    """
    from_centre, share = [np.asarray(one, np.float64).reshape(-1) for one in (centre, tail)]
    result: Array = np.empty(share.size)
    for part in blocks_of(result):
        here = from_centre[part]
        found = result[part]
        np.multiply(here, ratio(0.180625 - here * here, _CENTRE), out=found)
        outer = np.flatnonzero(~(share[part] >= 0.075))
        found[outer] = np.copysign(_of_tail(share[part][outer]), here[outer])
    return result.reshape(np.shape(tail))


def _of_tail(share: Array) -> Array:
    root = np.sqrt(-np.log(share))
    size: Array = ratio(root - 1.6, _TAIL)
    far = root > 5
    if far.any():
        size[far] = np.where(share[far] == 0, np.inf, ratio(root[far] - 5, _FAR))
    return size
