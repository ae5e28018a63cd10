"""Other shapes and other memory for the same tensor: ``resize_``, ``resize_as_``, ``set_``."""

# ruff: noqa: E501

PROGRAMS = """
x = torch.arange(6.).reshape(2, 3); y = x.resize_(3, 2); r = [y is x, x._version, x.stride()]
x = torch.arange(6.); x.resize_(2); r = x._version
x = torch.arange(6.); x.resize_(2); x.resize_(6); r = x._version
x = torch.arange(6.); x.resize_([2, 2])
x = torch.arange(6.); x.resize_(torch.Size([2, 2]))
x = torch.arange(6.); x.resize_(7); s = x.shape[0]; x = x[:6]
x = torch.arange(6.).reshape(2, 3).t(); x.resize_(2, 3)
x = torch.arange(6.); v = x[2:]; v.resize_(2); v.add_(10); r = [v._version, x._version]
x = torch.arange(6.); v = x[2:4]; v.resize_(3)
x = torch.arange(6.); v = x[2:4]; v.resize_(2, 2); v.add_(1)
x = f(2); x.resize_(3)
x = f(2); x.resize_(2)
x = f(2) * 2; x.resize_(2)
x = f(2); y = x * 2; y.detach_(); y.resize_(1)
x = torch.ones(2); x.resize_(-1)
x = torch.ones(2); x.resize_('a')
x = torch.ones(2); x.resize_()
x = torch.tensor(3.); x.resize_(1)
x = torch.ones(2, 2); x.resize_as_(torch.ones(3))
x = torch.ones(2, 2); y = x.resize_as_(torch.ones(4)); r = [y is x, x._version]; x.resize_as_(torch.ones(4)); s = x._version
x = f(2); x.resize_as_(torch.ones(1))
x = torch.ones(2); x.resize_as_(f(2))
x = torch.ones(2); w = f(2); y = x * w; x.resize_(1); y.sum().backward()
x = torch.ones(2); w = f(2); y = x * w; x.resize_(2); y.sum().backward()
x = torch.ones(3); y = torch.zeros(2); z = x.set_(y); r = [z is x, x._version, y._version, x.data_ptr() == y.data_ptr()]; x.add_(1); s = [x._version, y._version]
x = torch.ones(3); y = torch.zeros(2); x.set_(y); y.add_(1); r = [x._version, y._version]
x = torch.ones(3); x.set_(); r = x._version
x = torch.ones(3); x.set_(torch.ones(2, dtype=torch.int64))
x = torch.ones(3); x.set_(f(2))
x = torch.ones(3); y = f(2); x.set_(y)
x = torch.ones(3, dtype=torch.float64); y = f(2); x.set_(y); r = x.requires_grad
x = f(3); x.set_(torch.ones(2, dtype=torch.float64))
x = f(3) * 1; x.set_(torch.ones(2, dtype=torch.float64))
x = f(3); x.detach().set_(torch.ones(2, dtype=torch.float64))
x = torch.ones(3); v = x[1:]; v.set_(torch.zeros(2)); r = v._is_view()
x = torch.ones(3); y = torch.arange(6.); x.set_(y, 1, (2, 2), (2, 1))
x = torch.ones(3); y = torch.arange(6.); x.set_(y, 1, (2, 2)); r = x.stride()
x = torch.ones(3); w = f(3); y = x * w; x.set_(torch.ones(3)); y.sum().backward()
x = f(2, 3); y = x.resize(3, 2); (y * y).sum().backward(); r = x.grad.tolist(); __warningregistry__ = None
x = f(2); y = x.resize_as(torch.ones(2, 1)); __warningregistry__ = None
x = torch.inference_mode()(lambda: torch.ones(1, 2, 3, requires_grad=True).resize_(1, 2))(); r = x.requires_grad
x = f(2); y = torch.inference_mode()(lambda: x.resize_(1))(); r = [x.requires_grad, x.shape[0]]
"""

BLOCKS = """
x = f(2)
e = torch.autograd.graph.get_gradient_edge(x)
out = x.clone()
with torch.no_grad():
    r = x.set_(torch.zeros(2, dtype=torch.float64)) is x
g, = torch.autograd.grad(out.sum(), e)
v = x._version, x.is_leaf, x.requires_grad
del e
torch.autograd.grad(x.clone().sum(), x)
torch.autograd.grad(out.sum(), x)

p = torch.nn.Parameter(torch.ones(4, dtype=torch.double))
for i in range(2):
    with torch.no_grad():
        p.set_(p[1:])
        p.grad = None
    m = torch.cat((p, p))
    m.sum().backward()
    s = p.grad.shape[0], p._version
p = None

x = f(2)
with torch.no_grad():
    x.resize_(1)

x = f(2).clone()
with torch.no_grad():
    x.resize_(1)

x = f(2)
with torch.no_grad():
    x.set_(torch.zeros(3))

x = torch.ones(2)
with torch.inference_mode():
    y = torch.ones(1, 2, 3)
    y.resize_(1, 2)
    y.resize_as_(torch.ones(2, 1))
    r = y.is_inference(), tuple(y.shape)

x = f(3)
h = []
x.register_hook(lambda g: h.append(g.tolist()))
with torch.no_grad():
    x.set_(torch.zeros(2, dtype=torch.float64))
(x * 2).sum().backward()
"""
