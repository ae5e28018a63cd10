"""gradcheck and gradgradcheck: verdicts, messages, warnings."""

# ruff: noqa: E501

PROGRAMS = """
y = torch.autograd.gradcheck(lambda x: x.exp(), f(3))
y = torch.autograd.gradcheck(lambda x: x.exp(), (f(3),), fast_mode=True)
y = torch.autograd.gradcheck(lambda x, z: (x * z, x.sum()), (f(2, 3), f(3)))
y = torch.autograd.gradcheck(lambda x, z: (x * z, x.sum()), [f(2, 3), f(3)], fast_mode=True)
y = torch.autograd.gradcheck(lambda x, z: x * z, (f(3), f(3, grad=False)))
y = torch.autograd.gradcheck(lambda x, n: x * n, (f(3), 2))
y = torch.autograd.gradcheck(lambda x: x, f(3))
y = torch.autograd.gradcheck(lambda x: x.t(), f(2, 3).t())
y = torch.autograd.gradcheck(lambda x: x * 2, torch.tensor(3., dtype=torch.float64, requires_grad=True))
y = torch.autograd.gradcheck(lambda x: x.exp(), f(0))
y = torch.autograd.gradcheck(lambda x: x.exp(), f(3, grad=False))
y = torch.autograd.gradcheck(lambda x: x.exp(), f(3, dtype='float32'))
y = torch.autograd.gradcheck(lambda x: x * 2, f(3, dtype='float32'), eps=1e-2, atol=1e-2)
y = torch.autograd.gradcheck(lambda x: x * 1, f(1).expand(3))
y = torch.autograd.gradcheck(lambda x: x.detach(), f(3))
y = torch.autograd.gradcheck(lambda x: x.detach(), f(3), raise_exception=False)
y = torch.autograd.gradcheck(lambda x: x.round().detach(), f(3))
y = torch.autograd.gradcheck(lambda x: x.round(), f(3))
y = torch.autograd.gradcheck(lambda x: x * x.detach(), f(2))
y = torch.autograd.gradcheck(lambda x: x * x.detach(), f(2), raise_exception=False)
y = torch.autograd.gradcheck(lambda x: x * x.detach(), f(2), raise_exception=False, fast_mode=True)
y = torch.autograd.gradcheck(lambda x, z: (x, (x * z.detach()).sum()), (f(2), f(3).sum()))
y = torch.autograd.gradcheck(lambda x: x[:1] if x.sum() < 1.44 else x, torch.tensor([0.5, 0.94], dtype=torch.float64, requires_grad=True), eps=1e-3)
y = torch.autograd.gradcheck(lambda x: x * 2, f(2), check_backward_ad=False)
y = torch.autograd.gradcheck(lambda x: x.float(), f(2), eps=1e-3, atol=1e-2)
y = torch.autograd.gradcheck(lambda x: x.abs(), torch.zeros(2, dtype=torch.float64, requires_grad=True), atol=1e-8)
y = torch.autograd.gradcheck(lambda x: x.relu(), torch.zeros(2, dtype=torch.float64, requires_grad=True))
y = torch.autograd.gradgradcheck(lambda x: x.exp(), f(3))
y = torch.autograd.gradgradcheck(lambda x, z: x * z.exp(), (f(3), f(3)))
y = torch.autograd.gradgradcheck(lambda x, z: (x * z, x ** 3), (f(2, 3), f(3)), gen_non_contig_grad_outputs=True)
y = torch.autograd.gradgradcheck(lambda x: x ** 3, f(2), f(2), fast_mode=True)
y = torch.autograd.gradgradcheck(lambda x: x ** 3, f(2), (f(2),))
y = torch.autograd.gradgradcheck(lambda x: x * x.detach(), f(2), f(2))
y = torch.autograd.gradgradcheck(lambda x: x * 2, f(2), check_rev_over_rev=False, check_undefined_grad=False)
x = f(2); c = []; y = torch.autograd.gradcheck(lambda x: (x * 2 if not x.register_hook(lambda g: (c.append(1), g * len(c))[1]) else x), x)
x = f(2); y = x * 2; y.register_hook(lambda g: g + 1); y = torch.autograd.gradcheck(lambda x: (lambda y: (y.register_hook(lambda g: g + 0.5), y)[1])(x * 2), x)
F = type('F', (torch.autograd.Function,), dict(forward=staticmethod(lambda ctx, x: x * 2), backward=staticmethod(lambda ctx, g: g * 3))); y = torch.autograd.gradcheck(F.apply, f(2))
F = type('F', (torch.autograd.Function,), dict(forward=staticmethod(lambda ctx, x: x * 2), backward=staticmethod(lambda ctx, g: g * 3))); y = torch.autograd.gradcheck(F.apply, f(2), raise_exception=False)
F = type('F', (torch.autograd.Function,), dict(forward=staticmethod(lambda ctx, x: x * 2), backward=staticmethod(lambda ctx, g: g * 3))); y = torch.autograd.gradcheck(F.apply, f(2), fast_mode=True, raise_exception=False)
F = type('F', (torch.autograd.Function,), dict(forward=staticmethod(lambda ctx, x: x * 2), backward=staticmethod(lambda ctx, g: g * 2))); y = torch.autograd.gradcheck(F.apply, f(2)), torch.autograd.gradgradcheck(F.apply, f(2), f(2))
F = type('F', (torch.autograd.Function,), dict(forward=staticmethod(lambda ctx, x: x * 2), backward=staticmethod(lambda ctx, g: g.detach() * 2))); y = torch.autograd.gradcheck(F.apply, f(2)); torch.autograd.gradgradcheck(F.apply, f(2), f(2))
F = type('F', (torch.autograd.Function,), dict(forward=staticmethod(lambda ctx, x: (ctx.save_for_backward(x), x ** 2)[1]), backward=staticmethod(lambda ctx, g: g * 2 * ctx.saved_tensors[0].detach()))); y = torch.autograd.gradcheck(F.apply, f(2)); torch.autograd.gradgradcheck(F.apply, f(2), f(2))
F = type('F', (torch.autograd.Function,), dict(forward=staticmethod(lambda ctx, x: x * 2), backward=staticmethod(lambda ctx, g: torch.ones(2, dtype=torch.float64) * 2))); y = torch.autograd.gradcheck(F.apply, f(2))
F = type('F', (torch.autograd.Function,), dict(forward=staticmethod(lambda ctx, x: x * 2), backward=staticmethod(lambda ctx, g: g.float() * 2))); y = torch.autograd.gradcheck(F.apply, f(2), check_grad_dtypes=True)
F = type('F', (torch.autograd.Function,), dict(forward=staticmethod(lambda ctx, x: (ctx.set_materialize_grads(False), x * 2)[1]), backward=staticmethod(lambda ctx, g: g * 2 if g is not None else torch.ones(2, dtype=torch.float64)))); y = torch.autograd.gradcheck(F.apply, f(2))
F = type('F', (torch.autograd.Function,), dict(forward=staticmethod(lambda ctx, x: x * 2), backward=staticmethod(lambda ctx, g: g * 2))); y = torch.autograd.gradcheck(lambda x: F.apply(x) * 2, f(2, 3), nondet_tol=1e-3)
"""

BLOCKS = """
from importlib import import_module
module = import_module(torch.__name__ + '.autograd.gradcheck')
a, b = f(2, 2), f(2, 2)
found, reentrant, sizes, types = module.get_analytical_jacobian((a, b), 2 * a + b)
__warningregistry__ = None
numerical = module.get_numerical_jacobian(lambda one: (one[0] * 2 + one[1], one[0]), (a, b), eps=1e-6)
only = module.get_numerical_jacobian(lambda one: (one[0] * 2 + one[1], one[0]), (a, b), target=a, eps=1e-6)
single = module.get_numerical_jacobian(lambda one: one[0] * 2, a, eps=1e-6)
module = import_module = None

from importlib import import_module
module = import_module(torch.__name__ + '.autograd.gradcheck')
a = f(2, 2)
module.get_analytical_jacobian((a,), a * 2, grad_out=2.0)

from importlib import import_module
module = import_module(torch.__name__ + '.autograd.gradcheck')
class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x.clone()
    @staticmethod
    def backward(ctx, g):
        seen.append(1)
        return g * len(seen)
seen = []
a = f(2)
r = module.get_analytical_jacobian((a,), F.apply(a))[1:]
__warningregistry__ = module = import_module = None
"""
