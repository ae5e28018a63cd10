"""Parts of numbers, combinations, distinct elements, pairs, windows."""

# ruff: noqa: E501

EXPRESSIONS = """
torch._weight_norm(f(2, 3), f(2, 1), 0)
torch._weight_norm(f(2, 3), f(1, 3), 1)
torch._weight_norm(f(2, 3, 2), f(1, 3, 1), 1)
torch.norm_except_dim(f(2, 3), 2, 0)
torch.norm_except_dim(f(2, 3), 2, 1)
torch.norm_except_dim(f(2, 3, 2), 2, 1)
torch.norm_except_dim(f(2, 3), 2, -1)
torch.ldexp(f(3), f(3))
torch.ldexp(f(3), torch.tensor([1, 2, 3]))
torch.frexp(f(3))[0]
torch.frexp(f(3)).mantissa
torch.combinations(f(3))
torch.combinations(f(4), 3)
torch.combinations(f(3), 2, True)
torch.gradient(f(5))[0]
torch.gradient(f(5), spacing=2.)[0]
torch.gradient(f(5).sin(), edge_order=2)[0]
torch.gradient(f(3, 4).sin(), dim=1)[0]
torch.gradient(f(3, 4).sin(), spacing=[2., 3.])[1]
f(3).real
f(3).conj() * 2
"""

PROGRAMS = """
x = f(3); y = torch.nextafter(x, x + torch.tensor([1., -1., 0.], dtype=torch.float64)); g, = torch.autograd.grad(y.sum(), x); n = y.grad_fn
x = torch.gcd(torch.tensor(-4), torch.tensor([6, 0])); y = torch.lcm(torch.tensor(-4), torch.tensor([6, 0])); z = torch.tensor([4]).gcd_(torch.tensor([6]))
torch.gcd(torch.tensor(4.), torch.tensor(6.))
torch.frexp(torch.ones(2, dtype=torch.int64))
x = torch.frexp(torch.tensor([0., -3., 8.])); y = repr(x)
x = torch.angle(torch.tensor([1, -2])); y = f(3).angle(); g, = torch.autograd.grad(y.sum(), y.grad_fn.next_functions[0][0].variable); n = y.grad_fn
x = torch.real(torch.ones(2)); y = torch.conj(x) is x, x.resolve_conj() is x, x.is_conj(), x.conj_physical() is x, x.is_neg(), x.resolve_neg() is x
x = f(3); y = x.unique(); n = y.grad_fn; y.sum().backward()
x = f(3, 2); y, i = torch.unique(x, dim=0, return_inverse=True); n = y.grad_fn, i.grad_fn; y.sum().backward()
x = f(3); y = torch.unique_consecutive(x); n = y.grad_fn; y.sum().backward()
x = torch.tensor([[1, 1, 2], [1, 1, 2], [0, 1, 2]]); y = torch.unique_consecutive(x, dim=0, return_inverse=True, return_counts=True); z = torch.unique_consecutive(x, dim=1)
x = f(4, 2).sin(); y = torch.pdist(x); n = y.grad_fn; g = torch.nn.functional.pdist(x, 3.).sum().backward()
x = f(4, 2); y = torch.pdist(x.sin()); y.sum().backward()
x = f(4, 2); y = torch.pdist(x.sin(), 1.); y.sum().backward()
x = f(4, 2); y = torch.pdist(x.sin(), float('inf')); y.sum().backward()
x = f(4, 2); y = torch.pdist(x); g, = torch.autograd.grad(y.sum(), x, create_graph=True); n = g.grad_fn; g.sum().backward()
x = torch.tensor([[1., 2., 3.], [1., 2., 3.], [2., 3., 1.], [3., 4., 1.]], requires_grad=True); y = torch.pdist(x, 1.5); y.sum().backward()
x = torch.tensor([[1., 2., 3.], [1., 2., 3.], [2., 3., 1.], [3., 4., 1.]], requires_grad=True); y = torch.pdist(x, 0.); y.sum().backward()
x = torch.tensor([[1., 2., 3.], [1., 2., 3.], [2., 3., 1.], [3., 4., 1.]], requires_grad=True); y = torch.pdist(x, float('inf')); y.sum().backward()
x = torch.tensor([[1., 2., 3.], [1., 2., 3.], [2., 3., 1.]], requires_grad=True); y = torch.cdist(x, x.detach(), float('inf')); y.sum().backward()
x = torch.tensor([[1., 2., 3.], [1., 2., 3.], [2., 3., 1.]], requires_grad=True); y = torch.cdist(x, x.detach(), 1.5); y.sum().backward()
x = torch.tensor([[1., 2., 3.], [1., 2., 3.], [2., 3., 1.]], requires_grad=True); y = torch.cdist(x, x.detach(), 0.); y.sum().backward()
y = torch.polygamma(2, torch.tensor([-float('inf'), -2.5, 0.5]))
y = torch.div(torch.tensor([1., -1., 2.]), 0.1, rounding_mode='trunc')
torch.pdist(f(3))
torch.combinations(f(2, 2))
x = [torch.hann_window(5), torch.hann_window(5, periodic=False), torch.hann_window(1), torch.hann_window(0), torch.hamming_window(6), torch.hamming_window(4, False, 0.5, 0.5), torch.blackman_window(6), torch.bartlett_window(7), torch.kaiser_window(6), torch.kaiser_window(5, False, 3.0, dtype=torch.float64)]
x = torch.unravel_index(torch.tensor([0, 5, 3]), (2, 3)); y = torch.unravel_index(torch.tensor(4), (5,))
"""
