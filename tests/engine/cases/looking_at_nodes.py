"""What one sees who looks at a node: what PyTorch shows, and where it was made."""

# ruff: noqa: E501

PROGRAMS = """
x = f(3); y = x * 2; a = repr(type(y.grad_fn)), repr(type(y.grad_fn.next_functions[0][0])); y[0] = 1; b = repr(type(y.grad_fn)); c = repr(type(x.view(3, 1).grad_fn)), repr(type(y.sum().grad_fn))
F = type('F', (torch.autograd.Function,), {'forward': staticmethod(lambda c, x: x * 1), 'backward': staticmethod(lambda c, g: g)}); y = F.apply(f(3)); a = type(y.grad_fn).__module__.partition('.')[2], type(y.grad_fn).__name__; del F
m = [k.__module__.partition('.')[2] for k in (torch.Tensor, torch.Size, torch.dtype, torch.device, torch.finfo, torch.nn.Parameter, torch.no_grad, torch.enable_grad, torch.inference_mode, torch.set_grad_enabled, torch.autograd.Function, torch.autograd.detect_anomaly, torch.autograd.graph.Node, torch.autograd.graph.GradientEdge, torch.autograd.graph.saved_tensors_hooks, torch.utils.hooks.RemovableHandle, torch.optim.SGD, torch.nn.Linear)]
r = repr(torch.set_grad_enabled(True)), repr(torch.set_grad_enabled(mode=True))
x = f(3); y = x.sin(); r = sorted(k for k in dir(y.grad_fn) if not k.startswith('__') and k != 'where')
x = f(3); y = x * x; r = [k for k in dir(y.grad_fn) if k.startswith('_saved')]
x = f(3); y = x.sum(); r = y.grad_fn.metadata, y.grad_fn.requires_grad if hasattr(y.grad_fn, 'requires_grad') else None
x = f(3); y = x * 2; r = isinstance(y.grad_fn, torch.autograd.graph.Node), type(y.grad_fn).__name__, y.grad_fn.name()
x = f(3); y = x * 2; z = y.grad_fn == y.grad_fn, y.grad_fn is y.grad_fn, hash(y.grad_fn) == hash(y.grad_fn)
x = f(3); y = (x * 2).view(3, 1); r = y.grad_fn.next_functions[0][0] == y._base.grad_fn
x = f(3); y = x.sin(); r = sorted(k for k in dir(y.grad_fn.next_functions[0][0]) if not k.startswith('__') and k not in ('where', 'expect_grad_dtype'))
"""
