"""What cannot be had, and old names: second derivatives, imaginary parts, ``volatile``."""

# ruff: noqa: E501

PROGRAMS = """
x = f(1); s = f(2, grad=False) * 0; s.requires_grad_(); y = torch.scatter_reduce(x, 0, torch.tensor([0, 0]), s, 'prod'); g = torch.autograd.grad(y.sum(), (x, s), create_graph=True); g[0].sum().backward()
x = f(1); s = f(2, grad=False) * 0; s.requires_grad_(); y = torch.scatter_reduce(x, 0, torch.tensor([0, 0]), s, 'prod'); g = torch.autograd.grad(y.sum(), (x, s), create_graph=True); g[1].sum().backward()
x = f(1); s = f(2, grad=False) * 0; s.requires_grad_(); y = torch.index_reduce(x, 0, torch.tensor([0, 0]), s, 'prod'); g = torch.autograd.grad(y.sum(), (x, s), create_graph=True); g[1].sum().backward()
x = f(2); s = f(2, grad=False) * 0; s.requires_grad_(); y = torch.index_reduce(x, 0, torch.tensor([0, 1]), s, 'prod'); g = torch.autograd.grad(y.sum(), (x, s), create_graph=True); g[1].sum().backward()
x = torch.ones(3); x.imag
x = torch.ones(3); r = hasattr(x, 'imag')
torch.imag(torch.ones(3))
x = torch.ones(3); r = [one for one in ('imag', 'real', 'foo', 'grad_fn', 'shape', 'add') if one in dir(x)]
"""

BLOCKS = """
x = torch.ones(3)
r = x.volatile
x.volatile = True
__warningregistry__ = None

import warnings
x = f(2)
with torch.autograd.detect_anomaly():
    d = x + 1
    e = d ** 2
    d += 1
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('error')
            torch.autograd.grad(e.sum(), x)
    except Exception as error:
        r = [type(error).__name__, str(error)[:60]]
warnings = None
"""
