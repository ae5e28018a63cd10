"""Splitting into several views."""

# ruff: noqa: E501

EXPRESSIONS = """
f(5).split(2)[1] * 2
f(5, 3).split(2, 1)[0] * 2
f(5).split([2, 3])[1] * 2
f(5).split_with_sizes([2, 3])[0] * 2
torch.cat(f(5).split(2)[::-1])
f(5).chunk(2)[0] * 2
f(5, 4).chunk(3, 1)[1] * 2
f(4).chunk(4)[3] * 2
f(7).tensor_split(3)[1] * 2
f(7).tensor_split((1, 3))[2] * 2
f(7, 2).tensor_split([1, 3], 0)[0] * 2
f(2, 7).tensor_split(torch.tensor([1, 3]), 1)[1] * 2
f(2, 6).hsplit(3)[1] * 2
f(6).hsplit(3)[0] * 2
f(6, 2).vsplit(3)[2] * 2
f(6, 2).vsplit([1, 2])[1] * 2
f(2, 2, 4).dsplit(2)[1] * 2
f(2, 3).unbind(1)[2] * 2
f(2, 3).unbind(-1)[0] * 2
f(5).unsafe_split(2)[1] * 2
f(5).unsafe_chunk(2)[0] * 2
f(5).unsafe_split_with_sizes([2, 3])[1] * 2
torch.split(f(4, 2), 2)[0] @ torch.split(f(4, 2), 2)[1]
sum(torch.chunk(f(6), 3))
torch.stack([a * b for a, b in zip(f(2, 3), f(2, 3).unbind())])
"""

PROGRAMS = """
x = f(5); a = x.split(2); b = x.split([1, 0, 4]); c = x.chunk(3); d = x.tensor_split(2); e = x.unsafe_split(3); n = [len(a), len(b), len(c), len(d), len(e)]
x = f(5); y = x.split([2, 2])
x = f(5); y = x.split(0)
x = f(5); y = x.split(-1)
x = f(5); y = x.split([3, -1, 3])
x = f(); y = x.split(1)
x = f(); y = x.chunk(1)
x = f(5); y = x.chunk(0)
x = f(5); y = x.split(2, 1)
x = f(5); y = x.tensor_split(0)
x = f(); y = x.tensor_split(1)
x = f(5); y = x.hsplit(3)
x = f(5); y = x.vsplit(2)
x = f(5, 2); y = x.dsplit(2)
x = f(2, 3); y = x.unbind(2)
x = f(0, 3, grad=False); a = x.split(2); b = x.chunk(2); c = x.unbind(); n = [len(a), len(b), len(c)]
x = f(0, 3); a, b = x.chunk(2)
x = f(4); a, b = (x * 2).split(2); a.mul_(3)
x = f(4); a, b = (x * 2).split([1, 3]); b.mul_(3)
x = f(4); a, b = (x * 2).chunk(2); b += 1
x = f(4); y = x * 2; a, b = y.tensor_split(2); a.mul_(3); (y * y).sum().backward(); n = a.grad_fn
x = f(4); y = x * 2; a, b = y.hsplit(2); b.mul_(3); (y * y).sum().backward(); n = y.grad_fn
x = f(4); y = x * 2; a, b = y.unsafe_split(2); (a * b).sum().backward(); v = [a._is_view(), b._is_view()]
x = f(4); y = x * 2; a, b = y.split(2); v = [a._base is y, b._base is y, a.output_nr, b.output_nr]; (a * b).sum().backward()
x = f(4); a, b = x.split(2); a.sum().backward()
x = f(4); a, b = x.split(2); b.sum().backward()
x = f(2, 3); a, b = x.unbind(); b.sum().backward()
x = f(4); a, b = (x * 2).split(2); y = (a * 2).backward(torch.ones(2, dtype=torch.float64))
x = f(4); y = x * 2; a, b = y.split(2); y.mul_(3); (a * a).sum().backward(); n = a.grad_fn
x = f(4, grad=False); a, b = x.split(2); a.mul_(2); n = (x._version, a._version, b._version)
x = f(4); y = x * 2; a, b = y.detach().split(2); a.mul_(2); n = (y._version, a._version)
x = f(6); h = x * 2; a, b, c = h.chunk(3); o = torch.cat([c, a, b]); g, = torch.autograd.grad((o ** 3).sum(), x, create_graph=True); k, = torch.autograd.grad(g.sum(), x)
"""

SAVED = """
f(5).split(2)[0]
f(5).unbind()[0]
f(5).unsafe_split(2)[0]
f(5).tensor_split(2)[0]
"""
