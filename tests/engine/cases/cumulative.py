"""Running sums, products and extremes."""

# ruff: noqa: E501

EXPRESSIONS = """
f(2, 3).cumsum(1)
f(2, 3).cumsum(-2)
f(2, 3).cumprod(1)
f(2, 3).cumprod(0)
(f(2, 3) - 0.5).cumprod(1)
f(2, 3).cummax(1)[0]
(-f(2, 3)).cummax(1).values
f(2, 3).cummin(0)[0]
(f(4) - 1).square().cummin(0)[0]
f(2, 3).logcumsumexp(1)
f(2, 3).logcumsumexp(-2)
f(2, 3).diff()
f(2, 3).diff(n=2)
f(2, 3).diff(dim=0, prepend=f(1, 3))
f(3).diff(append=f(2))
f().cumsum(0)
f().cumprod(0)
f().cummax(0)[0]
f().logcumsumexp(0)
torch.trapezoid(f(3))
torch.trapezoid(f(2, 3), dim=0)
torch.trapezoid(f(3), f(3).sin())
torch.trapz(f(2, 3), f(3).cos())
torch.trapezoid(f(3), dx=2)
torch.trapezoid(f(2, 3), f(2, 3).sin(), dim=0)
torch.cumulative_trapezoid(f(3))
torch.cumulative_trapezoid(f(2, 3), f(3).sin())
"""

PROGRAMS = """
y = torch.tensor([1, 5, 10]); a = torch.trapezoid(y), torch.trapezoid(y, dx=2), torch.trapezoid(y, dx=0.5), torch.cumulative_trapezoid(y), torch.cumulative_trapezoid(y, dx=2), torch.trapezoid(y, torch.tensor([1, 3, 6])), torch.cumulative_trapezoid(y, torch.tensor([1, 3, 6]))
x = torch.tensor([2., 0., 3., 0., 4.], requires_grad=True, dtype=torch.float64); y = x.cumprod(0); g, = torch.autograd.grad((y * y).sum() + y.sum(), x)
x = torch.tensor([[2., 0., 3.], [1., 2., 0.]], requires_grad=True, dtype=torch.float64); y = x.cumprod(1); g = [one.detach() for one in torch.autograd.grad(y.sum(), x, create_graph=True)]
x = torch.tensor([[2., 0., 3.], [1., 2., 0.]], requires_grad=True, dtype=torch.float64); g, = torch.autograd.grad((x.cumprod(1) ** 2).sum() + x.cumprod(0).sum(), x, create_graph=True); h, = torch.autograd.grad((g * g).sum(), x); del g
x = torch.tensor([1., 3., 3., 2.], requires_grad=True); a = x.cummax(0); a.values.sum().backward()
x = torch.tensor([3., 1., 1., 2.], requires_grad=True); a = x.cummin(0); a.values.sum().backward()
x = torch.tensor([3., float('nan'), 1.]); a = x.cummax(0); b = x.cummin(0); c = x.cumsum(0)
x = torch.tensor([1, 2], dtype=torch.int32); a = x.cumsum(0); b = x.cumprod(0); c = x.cummax(0); d = x.cumsum(0, dtype=torch.float64)
x = torch.tensor([True, True]); a = x.cumsum(0); b = x.cumprod(0)
x = f(2, 3); y = x.cumsum(1, dtype=torch.float32); y.sum().backward()
x = torch.tensor([-100., 100., 0.], requires_grad=True, dtype=torch.float64); y = x.logcumsumexp(0); y.sum().backward()
x = f(2, 3); x.cumsum(5)
x = f(2, 3); x.cumprod(2)
x = f(2, 3); x.cummax(2)
x = f(2, 3); x.logcumsumexp(2)
x = f(); x.diff()
x = torch.zeros(0, requires_grad=True); y = x.cumsum(0); y.sum().backward()
x = torch.zeros(0, requires_grad=True); y = x.cumprod(0); y.sum().backward()
x = torch.zeros(0); a = x.cummax(0); b = x.logcumsumexp(0)
x = f(3); y = x * 1; y.cumsum_(0); y.sum().backward()
x = f(3); y = x * 1; y.cumprod_(0); y.sum().backward()
"""

SAVED = """
f(2, 3).cumsum(1)
f(2, 3).cumprod(1)
f(2, 3).cummax(1)[0]
f(2, 3).logcumsumexp(1)
"""
