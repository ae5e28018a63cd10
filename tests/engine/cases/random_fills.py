"""Random fills: only what does not depend on the numbers drawn is compared."""

# ruff: noqa: E501

PROGRAMS = """
a = torch.randint(low=5, high=6, size=[2], dtype=torch.int32); b = torch.randint(5, high=6, size=(3,)); c = torch.randint(high=1, size=(3,)); d = torch.randint(1, size=(3,)); e = torch.randint(1, 2, (2,)); g = torch.randint(1, (2,)); h = torch.rand(size=(2, 3)).shape, torch.randn(size=[2]).shape; i = torch.randint_like(f(2), low=1, high=2), torch.randint_like(f(2), high=1)
x = f(2, 3); y = x * 2; r = y.uniform_() is y; n = y._version; g = y.grad_fn; y.sum().backward(); a = bool(((y >= 0) & (y < 1)).all()); del y
x = f(2, 3); y = x * 2; y.uniform_(3, 4); g = y.grad_fn; a = bool(((y >= 3) & (y < 4)).all()); del y
x = f(2, 3); y = x * 2; y.normal_(); g = y.grad_fn; y.sum().backward(); del y
x = f(2, 3); y = x * 2; y.normal_(3., 0.); (y * y).sum().backward()
x = f(2, 3); y = x * 2; y.bernoulli_(1.); g = y.grad_fn; y.sum().backward()
x = f(2, 3); y = x * 2; y.bernoulli_(0.); g = y.grad_fn; y.sum().backward()
x = f(2, 3); p = torch.ones(2, 3, dtype=torch.float64, requires_grad=True); y = x * 2; y.bernoulli_(p); y.sum().backward()
x = torch.ones(3, requires_grad=True); y = torch.bernoulli(x); y.sum().backward()
x = f(2, 3); y = x * 2; y.exponential_(2.); g = y.grad_fn; a = bool((y > 0).all()); del y
x = f(2, 3); y = x * 2; y.cauchy_(); g = y.grad_fn; del y
x = f(2, 3); y = x * 2; y.geometric_(0.5); g = y.grad_fn; a = bool((y >= 1).all()); del y
x = f(2, 3); y = x * 2; y.log_normal_(); g = y.grad_fn; a = bool((y > 0).all()); del y
y = torch.zeros(20).random_(3); a = bool(((y >= 0) & (y < 3)).all()); z = torch.zeros(20, dtype=torch.int64).random_(2, 5); b = bool(((z >= 2) & (z < 5)).all()); d = z.dtype == torch.int64; del y, z
x = f(2, 3); y = x * 2; v = y[0]; v.uniform_(); g = y.grad_fn; n = (y._version, v._version); y.sum().backward(); del y, v
x = f(2, 3); x.uniform_()
x = f(2, 3); x[0].normal_()
x = f(2, 3); g = torch.no_grad(); g.__enter__(); x.uniform_(2, 2); g.__exit__(None, None, None); n = x._version; a = x.is_leaf
x = f(3); y = (x * 2).expand(2, 3); y.uniform_()
y = torch.tensor([1, 2]); y.uniform_()
y = torch.tensor([1, 2]); y.normal_()
y = torch.tensor([1, 2]); y.bernoulli_(1.)
x = f(3); y = x * 2; y.bernoulli_(2.)
x = f(3); y = x * 2; y.uniform_(3, 2)
x = f(3); y = x * 2; y.normal_(0, -1)
x = f(3); y = x * 2; y.geometric_(2.)
x = f(3); y = x * 2; y.exponential_(-1.)
x = f(2); torch.manual_seed(0); y = torch.normal(x, f(2)); y.sum().backward(); y = y.detach() > -100
x = f(2); y = torch.normal(x, 1.0).grad_fn; z = torch.normal(0.0, x).grad_fn
torch.normal(0.0, -1.0, (2,))
torch.multinomial(f(3), 4)
torch.multinomial(-f(3), 1)
x = torch.multinomial(f(2, 3), 2).shape; y = torch.multinomial(torch.tensor([0.0, 1.0]), 3, replacement=True); z = torch.multinomial(torch.tensor([[0.0, 1.0, 0.0]]), 1)
x = torch.randint_like(f(2), 5).dtype is torch.float64
"""
