"""Gradients that a backward is given: their element type becomes that of what they belong to."""

# ruff: noqa: E501

PROGRAMS = """
x = f(3); x.backward(torch.ones(3))
x = f(3); y = x.clone(); y.backward(torch.ones(3))
x = f(3); o = []; y = x.clone(); y.register_hook(lambda g: o.append(str(g.dtype))); y.backward(torch.ones(3))
x = f(3, dtype='float32'); o = []; y = x.clone(); y.register_hook(lambda g: o.append(str(g.dtype))); y.backward(torch.ones(3, dtype=torch.float64))
x = f(3, dtype='float32'); x.backward(torch.ones(3, dtype=torch.float64))
x = f(3, dtype='float32'); y = x.clone(); g, = torch.autograd.grad(y, x, torch.ones(3, dtype=torch.float64))
x = f(3, dtype='float32'); g, = torch.autograd.grad(x, x, torch.ones(3, dtype=torch.float64))
x = f(3, dtype='float32'); y = x.clone(); g, = torch.autograd.grad(y, y, torch.ones(3, dtype=torch.float64))
x = f(3, dtype='float32'); y = x * 2; y.retain_grad(); y.backward(torch.ones(3, dtype=torch.float64)); r = y.grad
x = f(3); x.backward(torch.ones(3, dtype=torch.int64))
x = f(3); y = x * 2; y.backward(torch.ones(3, dtype=torch.int64))
x = f(3); y = x * 2; y.backward(torch.tensor([True, False, True]))
x = f(3); y = x * 2; y.backward(torch.ones(1))
x = f(3); y = x * 2; y.backward(torch.ones(1, 3))
x = f(3); y = x * 2; y.backward([1., 1., 1.])
x = f(3); x.backward(torch.ones(3), create_graph=True); r = x.grad.dtype == torch.float64; x.grad = None
x = f(3); x.grad_dtype = None; x.backward(torch.ones(3))
x = f(3); x.grad_dtype = torch.float32; x.backward(torch.ones(3)); r = str(x.grad.dtype)
x = f(3); e = torch.autograd.graph.get_gradient_edge(x * 2); g, = torch.autograd.grad(e, x, torch.ones(3)); e = None
x = f(3); s = torch.ones(3, requires_grad=True); y = x * 2; g, = torch.autograd.grad(y, x, s, create_graph=True); h, = torch.autograd.grad(g.sum(), s)
"""
