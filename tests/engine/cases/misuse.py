"""Hooks that return what they may not, leaves that changed their shape, inputs that need no gradient."""

# ruff: noqa: E501

PROGRAMS = """
x = f(3); x.sum().backward(); x.data = torch.zeros(2, dtype=torch.float64); x.sum().backward()
x = f(2); y = x.clone(); x.data = torch.zeros(3, dtype=torch.float64); y.sum().backward()
x = f(2); y = x.clone(); x.data = torch.zeros(3, dtype=torch.float64); (y * y).sum().backward()
x = f(3); y = x * 2; y.sum().backward(inputs=[torch.ones(1)])
x = f(3); y = x * 2; h = y.grad_fn.register_prehook(lambda o: o[0] * 3); y.sum().backward(); h = None
x = f(3); y = x * 2; h = y.grad_fn.register_prehook(lambda o: [o[0] * 3]); y.sum().backward(); h = None
x = f(3); y = x * 2; h = y.grad_fn.register_prehook(lambda o: (o[0] * 3, None)); y.sum().backward(); h = None
x = f(3); y = x * 2; h = y.grad_fn.register_prehook(lambda o: 3); y.sum().backward(); h = None
x = f(3); y = x * 2; h = y.grad_fn.register_hook(lambda i, o: [i[0] * 2, None]); y.sum().backward(); h = None
x = f(3); x.register_hook(lambda g: g.float()); x.sum().backward()
x = f(3); y = x * 2; y.register_hook(lambda g: g[:2]); y.sum().backward()
x = f(3); y = x * 2; y.register_hook(lambda g: 3); y.sum().backward()
x = f(3); y = x * 2; y.register_hook(lambda g: None); y.sum().backward()
x = f(3); y = x * 2; y.register_hook(lambda g: g.expand(2, 3)); y.sum().backward()
x = f(3); x.register_hook(3)
x = torch.ones(3); x.register_hook(lambda g: g)
x = f(3); x.register_post_accumulate_grad_hook(lambda p: p); x.sum().backward()
x = f(3); y = x * 2; y.register_post_accumulate_grad_hook(lambda p: None)
x = torch.ones(3); x.retain_grad()
x = f(3); y = x * 2; h = y.grad_fn.register_hook(lambda i, o: (i[0] * 2, None)); y.sum().backward(); h = None
x = f(3); y = x * 2; h = y.grad_fn.register_hook(lambda i, o: i[0]); y.sum().backward(); h = None
x = f(3); y = x * 2; h = y.grad_fn.register_hook(lambda i, o: (1, 2, 3)); y.sum().backward(); h = None
x = f(3); y = x * 2; h = y.grad_fn.register_prehook(lambda o: (o[0] * 3,)); y.sum().backward(); h = None
x = f(3); y = x * 2; h = y.grad_fn.register_prehook(lambda o: o[0] * 3); y.sum().backward(); h = None
x = f(3); o = []; h = torch.autograd.graph.register_multi_grad_hook((x * 1, x * 2), lambda g: o.append(len(g))); x.sum().backward(); h = None
x = f(3); a = x * 1; b = x * 2; o = []; h = torch.autograd.graph.register_multi_grad_hook((a, b), lambda g: o.append([one is None for one in g])); (a + b).sum().backward(); h = None
x = f(3); a = x * 1; b = x * 2; o = []; h = torch.autograd.graph.register_multi_grad_hook((a, b), lambda g: o.append(g.tolist()), mode='any'); (a + b).sum().backward(); h = None
x = f(3); a = x * 1; b = x * 2; o = []; h = torch.autograd.graph.register_multi_grad_hook((a, b), lambda g: 0, mode='nope')
x = f(3); y = x.view(3, 1); x.requires_grad_(False)
x = f(3); y = x.clone(); v = y[0]; y.mul_(2); v.backward()
x = f(3); y = x.clone(); v = y[0]; v.mul_(2); y.sum().backward()
x = f(3); y = x.clone(); a, b, c = y.unbind(); a.mul_(2)
x = f(3); y = x.clone(); a, b = y.split([1, 2]); b.add_(1)
x = f(4); y = x.clone(); a, b = y.chunk(2); b.mul_(2)
x = f(3); v = x[0:2]; v.mul_(2)
x = torch.ones(3); v = x[0:2]; v.requires_grad_(); v.mul_(2)
x = torch.ones(3); w = f(2, dtype='float32'); v = x[0:2]; v.mul_(w); r = [x.requires_grad, x.grad_fn is not None]; x.sum().backward()
x = torch.ones(3); v = x[0:2]; w = f(3, dtype='float32'); x.mul_(w); r = v.requires_grad; v.sum().backward()
x = f(2, 2); y = x.clone(); y.t_(); y.mul_(2); y[0].sum().backward()
x = f(2, 2); y = x.clone(); y.diagonal().mul_(3); y.sum().backward()
x = f(2, 2); y = x.clone(); y.T[0] = 5.; y.sum().backward()
x = f(3); y = x.exp(); y.add_(1); y.sum().backward()
x = f(3); y = x.exp().add_(1); y.sum().backward()
x = f(3); y = x * x; x.data.mul_(0); y.sum().backward()
x = f(3); w = f(3); y = x * w; w.data = torch.zeros(3, dtype=torch.float64); y.sum().backward()
x = f(3); x.data = torch.zeros(2, dtype=torch.float64); x.sum().backward(); r = x.shape[0]
x = f(3); x.data = torch.zeros(3)
x = f(3); x.sum().backward(); x.data = torch.zeros(2, dtype=torch.float64); x.sum().backward()
x = f(3); y = x.sum(); z = x.mean(); torch.autograd.backward([y, z])
x = f(3); y = x * 2; torch.autograd.backward(y)
x = f(3); y = x * 2; y.backward(gradient=torch.ones(3), inputs=[])
x = f(3); y = x * 2; y.sum().backward(inputs=[torch.ones(1)])
x = f(3); y = x * 2; z = y * 3; z.sum().backward(inputs=[y]); r = y.grad; s = x.grad
x = f(3); y = x * 2; g = torch.autograd.grad(y.sum(), {'a': x}); r = sorted(g)
x = f(3); y = x * 2; g = torch.autograd.grad([y.sum(), (y * y).sum()], [x])
x = f(3); y = x * 2; g = torch.autograd.grad(y, x, torch.eye(3, dtype=torch.float64), is_grads_batched=True)
x = f(3); y = x * 2; g = torch.autograd.grad(y.sum(), x, only_inputs=False)
x = f(3); y = x * 2; g = torch.autograd.grad(y.sum(), f(3), materialize_grads=True)
x = f(3); y = x * 2; g = torch.autograd.grad(y.sum(), [], allow_unused=True)
x = f(3); y = torch.ones(3); g = torch.autograd.grad(y.sum(), x)
x = f(3); g = torch.autograd.grad(x.sum(), x, retain_graph=3)
x = f(3); y = x.long(); y.backward()
x = f(3); r = [torch.is_grad_enabled(), torch.is_inference_mode_enabled(), torch.autograd.is_multithreading_enabled() if hasattr(torch.autograd, 'is_multithreading_enabled') else None]
y = torch.inference_mode()(lambda: f(3) * 2)(); r = [y.is_inference(), y.requires_grad]; z = y * f(3)
y = torch.inference_mode()(lambda: torch.ones(3))(); y.add_(1)
y = torch.inference_mode()(lambda: torch.ones(3))(); y.requires_grad_()
y = torch.inference_mode()(lambda: torch.ones(3))(); x = f(3, dtype='float32'); z = x * y
y = torch.inference_mode()(lambda: torch.ones(3))(); x = f(3, dtype='float32'); z = x + y; z.sum().backward()
y = torch.inference_mode()(lambda: torch.ones(3))(); z = y.clone().requires_grad_(); (z * z).sum().backward()
"""
