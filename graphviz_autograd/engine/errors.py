"""The words of PyTorch's errors and warnings that several parts of the engine share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .tensor_base import TensorBase

if TYPE_CHECKING:
    from .tensor import Tensor
    from .tensor_autograd import Differentiable

FREED = (
    "Trying to backward through the graph a second time (or directly access saved tensors after "
    "they have already been freed). Saved intermediate values of the graph are freed when you call "
    ".backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the "
    "graph a second time or if you need to access saved tensors after calling backward."
)
HOOKS_AFTER_FREE = (
    "Calling register_hooks on a saved tensor after it has been freed. Saved intermediate values "
    "of the graph are freed when you call .backward() or autograd.grad(). Specify "
    "retain_graph=True if you need to backward through the graph a second time or if you need to "
    "access saved variables after calling backward."
)
HOOKS_TWICE = (
    "Calling register_hooks on a saved tensor whose hooks have already been set. Hint: only one "
    "pair of hooks is allowed at a time."
)
HOOKS_ON_NONE = "Calling register_hooks on a saved tensor with value None is forbidden"
PACK_INPLACE = (
    "A saved tensor pack hook is modifying its input in place. Tensors provided as input to pack "
    "hook cannot be modified by in-place operations as this can lead to unexpected side-effects. "
    "Please open an issue if you need to perform in-place operations on the input to a pack hook."
)
NUMPY_REQUIRES_GRAD = (
    "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead."
)
DEEPCOPY_NON_LEAF = (
    "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at "
    "the moment.  If you were attempting to deepcopy a module, this may be because of a "
    "torch.nn.utils.weight_norm usage, see https://github.com/pytorch/pytorch/pull/103001"
)
SCALAR_OF_TRACKED = (
    "Converting a tensor with requires_grad=True to a scalar may lead to unexpected behavior.\n"
    "Consider using tensor.detach() first."
)
GRAD_OF_NON_LEAF = (
    "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad "
    "attribute won't be populated during autograd.backward(). If you indeed want the .grad field "
    "to be populated for a non-leaf Tensor, use .retain_grad() on the non-leaf Tensor. If you "
    "access the non-leaf Tensor by mistake, make sure you access the leaf Tensor instead. See "
    "github.com/pytorch/pytorch/pull/30531 for more information."
)
REQUIRES_GRAD_OF_NON_LEAF = (
    "you can only change requires_grad flags of leaf variables. If you want to use a computed "
    "variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach()."
)
DETACH_VIEW = (
    "Can't detach views in-place. Use detach() instead. If you are using DistributedDataParallel "
    "(DDP) for training, and gradient_as_bucket_view is set as True, gradients are views of DDP "
    "buckets, and hence detach_() cannot be called on these gradients. To fix this error, please "
    "refer to the Optimizer.zero_grad() function in torch/optim/optimizer.py as the solution."
)
INFERENCE_VERSION = "Inference tensors do not track version counter."
INFERENCE_REQUIRES_GRAD = (
    "Setting requires_grad=True on inference tensor outside InferenceMode is not allowed."
)
VOLATILE = "volatile was removed (Variable.volatile is always False)"
SET_VOLATILE = "volatile was removed and now has no effect. Use `with torch.no_grad():` instead."
DETACHED_SAVED = (
    "Trying to use a saved tensor that has been detached in-place, i.e. with .detach_().This is "
    "not supported, please use out-of-place `.detach()` instead"
)
INFERENCE_SAVED = (
    "Inference tensors cannot be saved for backward. Please do not use Tensors created in "
    "inference mode in computation tracked by autograd. To work around this, you can make a clone "
    "to get a normal tensor and use it in autograd, or use `torch.no_grad()` instead of "
    "`torch.inference_mode()`."
)
INFERENCE_INPLACE = (
    "Inplace update to inference tensor outside InferenceMode is not allowed."
    "You can make a clone to get a normal tensor before doing inplace update."
    "See https://github.com/pytorch/rfcs/pull/17 for more details."
)
DATA_NOT_FLOATING = (
    "data set to a tensor that requires gradients must be floating point or complex dtype"
)
OVERLAP = (
    "unsupported operation: more than one element of the written-to tensor refers to a single "
    "memory location. Please clone() the tensor before performing the operation."
)
PARTIAL_OVERLAP = (
    "unsupported operation: some elements of the input tensor and the written-to tensor refer to a "
    "single memory location. Please clone() the tensor before performing the operation."
)
LEAF_INPLACE = "a leaf Variable that requires grad is being used in an in-place operation."
VIEW_OF_LEAF_INPLACE = (
    "a view of a leaf Variable that requires grad is being used in an in-place operation."
)
CREATE_GRAPH_CYCLE = (
    "Using backward() with create_graph=True will create a reference cycle between the parameter "
    "and its gradient which can cause a memory leak. We recommend using autograd.grad when "
    "creating the graph to avoid this. If you have to use this function, make sure to reset the "
    ".grad fields of your parameters to None after use to break the cycle and avoid the leak."
)
NO_FORWARD = "You must implement the forward function for custom autograd.Function."
NO_BACKWARD = (
    "You must implement either the backward or vjp method for your custom autograd.Function to "
    "use it with backward mode AD."
)
BACKWARD_AND_VJP = (
    "Implementing both 'backward' and 'vjp' for a custom Function is not allowed. You should only "
    "implement one of them."
)
LEGACY_FUNCTION = (
    "Legacy autograd function with non-static forward method is deprecated. Please use new-style "
    "autograd function with static forward method. (Example: "
    "https://pytorch.org/docs/stable/autograd.html#torch.autograd.Function)"
)
SAVED_TENSORS_TWICE = (
    "saved_tensors can only be accessed once when clear_saved_tensors_on_access=True is set on the "
    "autograd.Function. Either access saved_tensors only once, or set "
    "clear_saved_tensors_on_access=False."
)
ONCE_DIFFERENTIABLE = (
    "trying to differentiate twice a function that was marked with @once_differentiable"
)
DIRTY_LEAF = "a leaf Variable that requires grad has been used in an in-place operation."
DIRTY_NOT_RETURNED = (
    "Some elements marked as dirty during the forward method were not returned as output. The "
    "inputs that are modified inplace must all be outputs of the Function."
)
DIRTY_NO_INPUT = (
    "ctx.mark_dirty() received a tensor that was not an input. Only input Tensors that have been "
    "mutated should be passed to ctx.mark_dirty()."
)
DIRTY_VIEW_OF_SEVERAL = (
    "If your Function modifies inplace an input that is a view of another Tensor, your Function "
    "cannot return more than one Tensor. This is not supported by the current autograd engine. You "
    "should either make sure the input is not a view (using .clone() for example) or make your "
    "Function only return one Tensor (potentially splitting it into two Functions: one doing the "
    "inplace that returns a single Tensor and a second one that does the other operations). You "
    "can ask on the forum https://discuss.pytorch.org/ if you need help to do this change."
)
_WRONG_GRAD_DTYPE = (
    "attempting to assign a gradient with dtype '{}' to a tensor with grad_dtype '{}'. The "
    "gradient must match the tensor's grad_dtype (defaults to the tensor's dtype). You can set the "
    "tensor's grad_dtype attribute with a specific dtype, or None to allow any dtype. Set "
    "grad_dtype with caution. Diverging the dtypes of a tensor and its gradient may break "
    "downstream systems that assume they match."
)


def untracked_view_inplace(inference: bool) -> str:
    """Return why a view that was made without recording may not be modified with recording."""
    mode = "inference" if inference else "no_grad"
    recording = "in normal mode" if inference else "with grad mode enabled"
    return (
        f"A view was created in {mode} mode and is being modified inplace {recording}. Given that "
        "this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by "
        f"moving both the view and the inplace either both inside the {mode}{'_mode' * inference} "
        "block (if you don't want the inplace to be tracked) or both outside (if you want the "
        "inplace to be tracked)."
    )


def multi_view_inplace(output_nr: int, function: str) -> str:
    """Return why a view that is one of several outputs may not be modified in place."""
    return (
        f"Output {output_nr} of {function} is a view and is being modified inplace. {_MULTI_VIEW}"
    )


def untracked_multi_view_inplace() -> str:
    """Return why such a view that needs no gradient may not be modified by something that does."""
    return f"{_UNTRACKED_VIEW} {_MULTI_VIEW}"


_UNTRACKED_VIEW = (
    "A view was created in no_grad mode and is being modified inplace with grad mode enabled."
)
_MULTI_VIEW = (
    "This view is the output of a function that returns multiple views. Such functions do not "
    "allow the output views to be modified inplace. You should replace the inplace operation by an "
    "out-of-place one."
)


def custom_view_inplace(output_nr: int, function: str) -> str:
    """Return why a view that a custom function returned may not be modified in place."""
    return (
        f"Output {output_nr} of {function} is a view and is being modified inplace. {_CUSTOM_VIEW}"
    )


def untracked_custom_view_inplace() -> str:
    """Return why such a view that has no node may not be modified by something that has one."""
    return f"{_UNTRACKED_VIEW} {_CUSTOM_VIEW}"


_CUSTOM_VIEW = (
    "This view was created inside a custom Function (or because an input was returned as-is) and "
    "the autograd logic to handle view+inplace would override the custom backward associated with "
    "the custom Function, leading to incorrect gradients. This behavior is forbidden. You can fix "
    "this by cloning the output of the custom Function."
)


def function_instantiated(kind: type) -> str:
    """Return the warning about making an object of a custom function."""
    return (
        f"{kind} should not be instantiated. Methods on autograd functions are all static, so you "
        "should invoke them on the class itself. Instantiating an autograd function will raise an "
        "error in a future version of PyTorch."
    )


def view_of_view_inplace(forbidden: str, output_nr: int, function: str) -> str:
    """Return why a view of a view that may not be modified in place may not be either."""
    view = f"Output {output_nr} of {function} is a view"
    if " was created in" in forbidden:
        return f"{view} of a view which{forbidden[forbidden.index(' was created in') :]}"
    return view + forbidden.partition(" is a view")[2]


def base_modified(forbidden: str) -> str:
    """Return why a view that may not be modified is of no use once its base was modified."""
    return forbidden.replace("is being", "its base or another view of its base has been")


def modified(tensor: Tensor, now: int, saved: int, source: str, anomaly: bool) -> str:
    """Return what to say of a saved tensor that was modified in place since."""
    return (
        "one of the variables needed for gradient computation has been modified by an inplace "
        f"operation: [{tensor.type()} {list(tensor.shape)}]{source} is at version {now}; expected "
        f"version {saved} instead. Hint: {_FAILED_ABOVE if anomaly else _ENABLE_ANOMALY}"
    )


_ENABLE_ANOMALY = (
    "enable anomaly detection to find the operation that failed to compute its gradient, with "
    "torch.autograd.set_detect_anomaly(True, check_nan=False)."
)
_FAILED_ABOVE = (
    "the backtrace further above shows the operation that failed to compute its gradient. The "
    "variable in question was changed in there or anywhere later. Good luck!"
)


def grad_dtype_of_existing(new: Any, existing: Any) -> str:
    """Return why the element type of a gradient that is there already cannot change."""
    return (
        f"Cannot set grad_dtype to '{new.legacy}' because there is already a gradient with dtype "
        f"'{existing.legacy.lower()}'. Please clear the gradient (.grad = None) before changing "
        "grad_dtype, or ensure the new grad_dtype matches the existing gradient's dtype."
    )


def check_assigned_grad(tensor: Differentiable, value: Tensor | None) -> None:
    """Raise unless ``value`` may become the gradient of ``tensor``.

    Raises:
        TypeError: if it is no tensor.
        RuntimeError: if it is the tensor itself, or its size or type differs.

    """
    if not isinstance(value, TensorBase):
        kind = type(value).__name__
        raise TypeError(
            f"assigned grad expected to be a Tensor or None but got grad of type {kind}"
        )
    if value is tensor:
        raise RuntimeError("can't assign Variable as its own grad")
    wanted = tensor.grad_dtype if tensor.is_leaf else tensor.dtype
    if wanted not in (None, value.dtype):
        words = value.dtype.legacy.lower(), wanted.legacy
        raise RuntimeError(_WRONG_GRAD_DTYPE.format(*words))
    if value.shape != tensor.shape:
        raise RuntimeError(
            f"attempting to assign a gradient of size '{list(value.shape)}' to a tensor of size "
            f"'{list(tensor.shape)}'. Please ensure that the gradient and the tensor are the same "
            "size"
        )
