"""What one sees who looks at a node: what PyTorch shows, and where it was made."""

# ruff: noqa: E501

PROGRAMS = """
x = f(3); y = x.sin(); r = sorted(k for k in dir(y.grad_fn) if not k.startswith('__') and k != 'where')
x = f(3); y = x * x; r = [k for k in dir(y.grad_fn) if k.startswith('_saved')]
x = f(3); y = x.sum(); r = y.grad_fn.metadata, y.grad_fn.requires_grad if hasattr(y.grad_fn, 'requires_grad') else None
x = f(3); y = x * 2; r = isinstance(y.grad_fn, torch.autograd.graph.Node), type(y.grad_fn).__name__, y.grad_fn.name()
x = f(3); y = x * 2; z = y.grad_fn == y.grad_fn, y.grad_fn is y.grad_fn, hash(y.grad_fn) == hash(y.grad_fn)
x = f(3); y = (x * 2).view(3, 1); r = y.grad_fn.next_functions[0][0] == y._base.grad_fn
x = f(3); y = x.sin(); r = sorted(k for k in dir(y.grad_fn.next_functions[0][0]) if not k.startswith('__') and k not in ('where', 'expect_grad_dtype'))
"""
