"""``torch.autograd.gradcheck``: gradients against finite differences."""

from ..engine.gradcheck import GradcheckError, gradcheck, gradgradcheck
from ..engine.old_jacobians import get_analytical_jacobian, get_numerical_jacobian

__all__ = [
    "GradcheckError",
    "get_analytical_jacobian",
    "get_numerical_jacobian",
    "gradcheck",
    "gradgradcheck",
]
