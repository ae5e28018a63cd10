"""Losses: functions of ``nn.functional`` as modules."""

from __future__ import annotations

from typing import Any, ClassVar

from ...engine.ops.losses.loss_reduction import named_reduction
from ...engine.tensor import Tensor
from .distance import PairwiseDistance
from .elementwise import FunctionModule

_MEAN: dict[str, Any] = {"reduction": "mean"}
# With the old way to say it before it.
_OLD: dict[str, Any] = {"size_average": None, "reduce": None}
_REDUCED: dict[str, Any] = {**_OLD, **_MEAN}


class _Loss(FunctionModule):
    """A loss of an input and a target, reduced to its mean, its sum, or not at all.

    ``size_average`` and ``reduce`` are deprecated: they say the reduction too.
    """

    arguments: ClassVar[dict[str, Any]] = _REDUCED
    reduction: str
    # Tensors among the arguments, which are buffers.
    buffers_of: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        old = [self.__dict__.pop(name, None) for name in _OLD]
        self.reduction = named_reduction(self.reduction, *old)
        for name in self.buffers_of:
            tensor: Tensor | None = self.__dict__.pop(name)
            self.register_buffer(name, tensor)

    def options(self) -> dict[str, Any]:
        """Return what the function is called with besides its inputs."""
        return {name: getattr(self, name) for name in self.arguments if name not in _OLD}

    def extra_repr(self) -> str:
        """Return nothing, as PyTorch does."""
        return ""


class _WeightedLoss(_Loss):
    """A loss of classes, each of which may have a weight of its own: a buffer."""

    arguments: ClassVar[dict[str, Any]] = {"weight": None, **_REDUCED}
    buffers_of = ("weight",)


class L1Loss(_Loss):
    """``abs(input - target)``."""

    function = "l1_loss"


class MSELoss(_Loss):
    """``(input - target) ** 2``."""

    function = "mse_loss"


class SmoothL1Loss(_Loss):
    """``abs(input - target)``, and within ``beta`` of 0 a parabola."""

    function, arguments = "smooth_l1_loss", {**_REDUCED, "beta": 1.0}


class HuberLoss(_Loss):
    """``SmoothL1Loss`` times ``delta``."""

    function, arguments = "huber_loss", {**_MEAN, "delta": 1.0}


_CLASSES: dict[str, Any] = {
    "weight": None,
    "size_average": None,
    "ignore_index": -100,
    "reduce": None,
    **_MEAN,
}


class CrossEntropyLoss(_Loss):
    """The negative logarithm of the softmax of the input at the target's class."""

    function = "cross_entropy"
    arguments: ClassVar[dict[str, Any]] = {
        **_CLASSES,
        "label_smoothing": 0.0,
    }
    buffers_of = ("weight",)


class NLLLoss(_Loss):
    """The negative of the input, logarithms of probabilities, at the target's class."""

    function = "nll_loss"
    arguments: ClassVar[dict[str, Any]] = _CLASSES
    buffers_of = ("weight",)


class BCELoss(_Loss):
    """The cross entropy of probabilities of two classes."""

    function, arguments = "binary_cross_entropy", {"weight": None, **_REDUCED}
    buffers_of = ("weight",)


class BCEWithLogitsLoss(_Loss):
    """``BCELoss`` of the sigmoid of the input."""

    function = "binary_cross_entropy_with_logits"
    arguments: ClassVar[dict[str, Any]] = {"weight": None, **_REDUCED, "pos_weight": None}
    buffers_of = ("weight", "pos_weight")


class KLDivLoss(_Loss):
    """The divergence (Kullback and Leibler 1951) of the input, logarithms, from the target."""

    function, arguments = "kl_div", {**_REDUCED, "log_target": False}


class PoissonNLLLoss(_Loss):
    """The negative log likelihood of counts under a Poisson distribution."""

    function = "poisson_nll_loss"
    arguments: ClassVar[dict[str, Any]] = {
        "log_input": True,
        "full": False,
        "size_average": None,
        "eps": 1e-8,
        "reduce": None,
        **_MEAN,
    }


class GaussianNLLLoss(_Loss):
    """The negative log likelihood of numbers under normal distributions."""

    function, arguments = "gaussian_nll_loss", {"full": False, "eps": 1e-6, **_MEAN}


class HingeEmbeddingLoss(_Loss):
    """The input where the target is 1, ``max(0, margin - input)`` where it is -1."""

    function, arguments = "hinge_embedding_loss", {"margin": 1.0, **_REDUCED}


class MarginRankingLoss(_Loss):
    """``max(0, -target * (input1 - input2) + margin)``."""

    function, arguments = "margin_ranking_loss", {"margin": 0.0, **_REDUCED}


class SoftMarginLoss(_Loss):
    """``log(1 + exp(-target * input))``."""

    function = "soft_margin_loss"


class CosineEmbeddingLoss(_Loss):
    """How far two inputs are from pointing where the target says."""

    function, arguments = "cosine_embedding_loss", {"margin": 0.0, **_REDUCED}


class TripletMarginLoss(_Loss):
    """How much nearer an anchor should be to the positive than to the negative input."""

    function = "triplet_margin_loss"
    arguments: ClassVar[dict[str, Any]] = {
        "margin": 1.0,
        "p": 2.0,
        "eps": 1e-6,
        "swap": False,
        **_REDUCED,
    }


class TripletMarginWithDistanceLoss(_Loss):
    """``TripletMarginLoss`` with a distance of one's own, by default the Euclidean one."""

    function = "triplet_margin_with_distance_loss"
    arguments: ClassVar[dict[str, Any]] = {
        "distance_function": None,
        "margin": 1.0,
        "swap": False,
        **_MEAN,
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.options()["distance_function"] is None:
            self.distance_function = PairwiseDistance()


class CTCLoss(_Loss):
    """How unlikely sequences of labels are (Graves et al. 2006)."""

    function = "ctc_loss"
    arguments: ClassVar[dict[str, Any]] = {"blank": 0, **_MEAN, "zero_infinity": False}


class MultiMarginLoss(_Loss):
    """What other classes lack to ``margin`` behind the target's, to the power ``p``."""

    function = "multi_margin_loss"
    arguments: ClassVar[dict[str, Any]] = {"p": 1, "margin": 1.0, "weight": None, **_REDUCED}
    buffers_of = ("weight",)


class MultiLabelMarginLoss(_Loss):
    """What other classes lack to 1 behind each of the target's."""

    function = "multilabel_margin_loss"


class MultiLabelSoftMarginLoss(_Loss):
    """The cross entropy of several classes at once."""

    function, arguments = "multilabel_soft_margin_loss", {"weight": None, **_REDUCED}
    buffers_of = ("weight",)
