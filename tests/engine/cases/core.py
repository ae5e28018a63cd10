"""Programs that must come out the same on both frameworks: one line, one case."""

# ruff: noqa: E501

# y = f(inputs): value, tree, first and second derivatives are compared.
EXPRESSIONS = """
f(3) + f(3)
f(3) + 1
2 - f(3)
f(3) - 2
f(3) - f(3)
f(2, 3) * f(3)
f(2, 3) * f(2, 1)
2 * f(3)
f(3) / f(3, start=2)
f(3) / 2
1 / f(3)
-f(3)
f(3) ** 2
f(3) ** 3
f(3) ** 0.5
2 ** f(3)
f(3) ** f(3, start=1)
torch.add(f(3), f(3), alpha=3)
torch.sub(f(3), f(3), alpha=3)
f(3).exp()
f(3).expm1()
f(3).log()
f(3).log1p()
f(3).log2()
f(3).sqrt()
f(3).rsqrt()
f(3).abs()
f(3).sin()
f(3).cos()
f(3).tan()
f(3).tanh()
f(3).sigmoid()
torch.relu(f(3) - 1)
f(3).reciprocal()
f(3).sign()
f(3).floor()
f(3).round()
torch.erf(f(3))
f(2, 3).sum()
f(2, 3).sum(0)
f(2, 3).sum(1, keepdim=True)
f(2, 3).sum((0, 1))
f(2, 3).sum(-1)
f(2, 3).mean()
f(2, 3).mean(1)
f(2, 3).mean(-1, keepdim=True)
f(2, 3) @ f(3, 2)
f(2, 3) @ f(3)
f(3) @ f(3)
f(3) @ f(3, 2)
f(2, 2, 3) @ f(2, 3, 2)
f(2, 2, 3) @ f(3, 2)
f(2, 2, 3) @ f(3)
f(2, 1, 2, 3) @ f(2, 3, 2)
torch.addmm(f(2), f(2, 3), f(3, 2))
torch.mm(f(2, 3), f(2, 3).t())
f(2, 3).view(6)
f(2, 3).view(3, -1)
f(2, 3).reshape(3, 2)
f(2, 3).t().reshape(6)
f(2, 3).t()
f(2, 3).T
f(2, 3).mT
f(2, 3, 2).transpose(0, -1)
f(2, 3, 2).permute(2, 0, 1)
f(2, 3).unsqueeze(1)
f(2, 1).squeeze()
f(2, 1).squeeze(1)
f(2, 3).squeeze(1)
f(3, 1).expand(2, 3, 4)
f(3, 1).expand(-1, 4)
f(2, 3, 2).flatten(1)
f(2, 3)[0]
f(2, 3)[-1]
f(2, 3)[:, 1]
f(2, 3)[1:, 2]
f(2, 3)[:, ::2]
f(2, 3)[..., 0]
f(2, 3)[None]
f(4)[[0, 2, 0]]
f(2, 3)[torch.tensor([1, 1]), torch.tensor([0, 2])]
f(2, 3)[:, torch.tensor([0, 0])]
f(4)[torch.tensor([True, False, True, True])]
f(2, 3).clone()
f(2, 3).detach() * f(3)
torch.cat([f(2, 3), f(1, 3)])
torch.cat([f(2, 3), f(2, 1)], 1)
torch.stack([f(3), f(3)])
torch.stack([f(3), f(3)], -1)
f(2, 3).unbind()[1]
torch.maximum(f(3), f(3).flatten() * 2 - 1)
torch.minimum(f(3), f(3))
torch.where(f(3) > 1, f(3), 0.)
torch.where(f(3) > 1, f(3) * 2, f(3))
f(2, 3).softmax(1)
f(2, 3).log_softmax(-1)
torch.nn.functional.cross_entropy(f(2, 3), torch.tensor([2, 0]))
torch.nn.functional.nll_loss(f(2, 3), torch.tensor([2, 0]), reduction='sum')
torch.nn.functional.mse_loss(f(3), f(3, start=1))
f(3).to(torch.float32)
f(3).float() * f(3)
f(3) * f(1, dtype='float32').sum()
f(3, dtype='float32') * f(1).sum()
f(3, dtype='float32') * 2.5
f(3, dtype='float32') + torch.tensor([1, 2, 3])
torch.nn.functional.cross_entropy(torch.addmm(f(3), torch.relu(f(2, 3) @ f(4, 3).t()), f(4, 3)), torch.tensor([2, 0]))
"""

# Everything named is compared: values, types, versions, graphs, gradients; or the error raised.
PROGRAMS = """
x = torch.tensor([1, 2]); y = x * 2.5; z = x / 2; w = x + True; v = x.exp(); u = x.sum(); b = x > 1
x = f(2); y = x.exp(); y.sum().backward(); y.sum().backward()
x = f(2); y = x.sum(); y.backward(); y.backward()
x = f(2); (x * 2).backward()
x = torch.tensor([1., 2.]); x.sum().backward()
x = f(2); x += 1
x = f(2); x[0] = 1
x = f(2); y = x.exp(); z = y * 2; y.add_(1); z.sum().backward()
x = f(2); y = x.exp(); y += 1; y.sum().backward()
x = f(2); y = x * 2; z = y * y; y.add_(1); z.sum().backward()
x = f(2); y = x * 2; y.mul_(3); y.sum().backward()
x = f(2); y = x * 2; y.mul_(x); y.sum().backward()
x = f(2); y = x * 2; y.exp_(); y.sum().backward()
x = f(2); y = x * 2; y.pow_(2); y.sum().backward()
x = f(2); y = x * 2; y.zero_(); y.sum().backward()
x = f(2); y = x * 2; y.fill_(3.); y.sum().backward()
x = f(2); y = torch.zeros(2, dtype=torch.float64); y.copy_(x); y.sum().backward()
x = f(2, 3); y = x * 2; y[0] = 5; y.sum().backward()
x = f(2, 3); s = f(3); y = x * 2; y[1] = s; y.sum().backward()
x = f(2, 3); y = x * 2; v = y[0]; v.mul_(3); y.sum().backward(); n = v.grad_fn
x = f(2, 3); y = x * 2; v = y[0]; y.mul_(3); v.sum().backward(); n = v.grad_fn
x = f(2, 3); y = x * 2; y[:, 0] += 1; y.sum().backward()
x = f(2, 3); y = x * 2; v = y.t()[1]; v.exp_(); (y * y).sum().backward()
x = f(4); y = x * 2; y[torch.tensor([True, False, True, False])] = 0; y.sum().backward()
x = f(2, 3); y = x * 2; (y.unbind()[0]).mul_(2)
x = f(2); y = x * 2; y.retain_grad(); y.mul_(3); y.sum().backward()
x = f(2); y = x * 2; y.retain_grad(); y.sum().backward(retain_graph=True); y.sum().backward()
x = f(2); y = x * x; y.sum().backward(create_graph=True); g = x.grad
x = f(2); y = (x ** 3).sum(); g, = torch.autograd.grad(y, x, create_graph=True); h, = torch.autograd.grad(g.sum(), x, create_graph=True); k, = torch.autograd.grad(h.sum(), x)
x = f(2); z = f(2); torch.autograd.grad(x.sum(), z)
x = f(2); z = f(2); g = torch.autograd.grad(x.sum(), [x, z], allow_unused=True)
x = f(2); z = f(2); g = torch.autograd.grad(x.sum(), [x, z], materialize_grads=True)
x = f(2); torch.autograd.grad(x.sum(), [])
x = f(2); torch.autograd.grad(x.sum(), torch.zeros(2))
x = f(2); torch.autograd.grad(x.sum(), x, materialize_grads=True, allow_unused=False)
x = f(2); y = x * 2; g = torch.autograd.grad(y, x, grad_outputs=torch.tensor([1., 2.], dtype=torch.float64))
x = f(2, 3); y = x * 2; y.backward(torch.ones(3))
x = f(2); y = x * 2; y.backward(3)
x = f(2); torch.autograd.backward([x.sum()], [None, None])
x = f(2); z = f(2); y = (x * z).sum(); y.backward(inputs=[x])
x = f(2); z = x * 2; y = (z * z).sum(); y.backward(inputs=[z])
x = f(2); a = []; x.register_hook(lambda g: a.append(g.tolist())); (x * 2).sum().backward()
x = f(2); x.register_hook(lambda g: g * 10); (x * 2).sum().backward()
x = f(2); y = x * 2; h = y.register_hook(lambda g: g * 10); y.sum().backward(); h.remove(); y.sum().backward()
x = f(2); y = x * 2; y.register_hook(lambda g: g[0]); y.sum().backward()
x = f(2); y = x * 2; y.register_hook(lambda g: 1.0); y.sum().backward()
x = f(2); y = x * 2; y.register_hook(lambda g: g.float()); y.sum().backward()
x = f(2); y = x * 2; y.grad_fn.register_prehook(lambda g: (g[0] * 5,)); y.sum().backward()
x = f(2); y = x * 2; y.grad_fn.register_hook(lambda i, o: (i[0] * 5, None)); y.sum().backward()
x = f(2); y = x * 2; y.grad_fn.register_hook(lambda i, o: (i[0],)); y.sum().backward()
x = f(2); y = x * 2; y.grad_fn.register_hook(lambda i, o: 3); y.sum().backward()
x = f(2); y = x * 2; y.grad_fn.register_hook(lambda i, o: (i[0], i[0])); y.sum().backward()
x = f(2); a = []; x.register_post_accumulate_grad_hook(lambda p: a.append(p.grad.tolist())); x.sum().backward()
x = f(2); y = x * 2; y.register_post_accumulate_grad_hook(lambda p: None)
x = torch.zeros(2); x.register_hook(print)
x = torch.zeros(2); x.retain_grad()
x = f(2); (x * 2).requires_grad_(False)
x = torch.tensor([1, 2]).requires_grad_()
x = torch.tensor([1, 2], requires_grad=True)
x = f(2); x.numpy()
x = f(2); y = x * 2; g = y.grad
x = f(2); x.grad = torch.zeros(3, dtype=torch.float64)
x = f(2); x.grad = torch.zeros(2, dtype=torch.float32)
x = f(2); x.grad = x
x = f(2); x.grad = 1.0
x = f(2); d = x.detach(); d.add_(1); v = x._version
x = f(2); y = x.exp(); d = y.detach(); d.add_(1); y.sum().backward()
x = f(2); x.data.add_(1); v = x._version
x = f(2); x.detach_(); x.requires_grad_(); (x * 2).sum().backward()
x = f(2); e = torch.autograd.graph.get_gradient_edge(torch.zeros(2))
a = f(2); b = a * 2; c = a * 3; o = []; _ = [t.register_hook(lambda g, n=n: o.append(n)) for n, t in enumerate([a, b, c])]; ((b + c) * c).sum().backward()
x = torch.tensor(-1., requires_grad=True); torch.autograd.set_detect_anomaly(True); torch.sqrt(x).backward()
x = f(2, 3); y = x * 1; y @ y
x = f(2); x.view(3)
x = f(2, 3); x.t().view(6)
w = torch.tensor(1.5, requires_grad=True); (w * w).backward(); g = torch.no_grad().__enter__(); w -= 0.1 * w.grad; v = w._version
w = f(2); (w * w).sum().backward(); g = torch.no_grad().__enter__(); w -= 0.1 * w.grad; v = w._version
w = torch.tensor(1.5, requires_grad=True); y = w * 2; d = y.detach(); d.zero_(); z = y * 1
w = torch.tensor(1.5, requires_grad=True); y = w * 2; y.add_(1); (y * y).backward()
w = torch.tensor(1.5, requires_grad=True); y = w.exp(); y.add_(1); (y * y).backward()
w = torch.tensor(1.5, requires_grad=True); (w * w).backward(); (w * w).backward()
w = torch.tensor(1.5, requires_grad=True); y = w / 0; y.backward()
x = f(2, 3); g = torch.no_grad(); g.__enter__(); v = x.view(6); g.__exit__(None, None, None); v.add_(1)
x = f(2, 3); y = x * 2; g = torch.no_grad(); g.__enter__(); v = y[0]; g.__exit__(None, None, None); v.add_(1)
x = torch.zeros(2, 3); y = x[0]; w = torch.ones(3, requires_grad=True); y.copy_(w); z = x.sum(); z.backward()
x = torch.zeros(2, 3); w = torch.ones(3, requires_grad=True); x[:, 1:] = w[1:]; y = (x * x).sum(); y.backward()
x = f(2, 3); y = x * 2; a = y[0]; b = y[0]; a.mul_(2); b.mul_(3); y.sum().backward()
x = f(2, 3); y = x * 2; a = y.view(6)[1:]; a.mul_(a); y.sum().backward()
x = f(2, 3); y = (x * 2).t(); y[0] = 0; (y * y).sum().backward()
x = f(2, 3); y = (x.t() * 2); y[0] = 0; (y * y).sum().backward()
x = f(2, 3); y = (x.t() * 2); y[0] = 0; y.sum().backward()
x = f(2, 3); y = (x.t() * 2); y[1].mul_(y[0]); (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[0].mul_(2); g = torch.autograd.grad((y * y).sum(), x, create_graph=True)[0]; h = torch.autograd.grad((g * g).sum(), x)[0]
x = f(2, 3); x.expand(3, 3)
x = f(2) * torch.zeros(3)
x = f(2); x[5]
x = torch.isin(torch.tensor([1, 2]), 1); y = torch.isin(1, torch.tensor([2])); z = torch.isin(torch.tensor([[1, 2]]), torch.tensor([2.0]), invert=True)
x = tuple(torch.broadcast_shapes((2, 1), (3,), 1))
torch.broadcast_shapes((2,), (3,))
x = torch.logspace(0, 2, 3, base=2.0); y = torch.scalar_tensor(3); z = torch.detach(f(2)); p = torch.pi; n = torch.nan; e = torch.e; i = torch.inf > 1; w = z[torch.newaxis]
"""

SAVED = """
f(3) * f(3)
f(3) * 2
f(3) + f(3)
f(3) ** 2
f(3) ** f(3)
2 ** f(3)
1 - f(3)
f(3) / f(3)
f(3).exp()
f(3).relu()
f(3).log()
f(2, 3).sum()
f(2, 3).sum(-1)
f(2, 3).mean()
f(2, 3).softmax(-1)
f(2, 3).view(6)
f(2, 3)[0]
f(2, 3)[1:]
f(2, 3).transpose(0, -1)
f(3).unsqueeze(-1)
f(3).expand(2, 3)
torch.cat([f(3), f(3)])
torch.maximum(f(3), f(3))
f(3) @ f(3)
"""

REPRS = """
torch.tensor(1.5)
torch.tensor([1., 2., 3.])
torch.tensor([1.5, 2., 3.25], requires_grad=True)
torch.tensor([[1, 2], [30, 4]])
torch.tensor([True, False])
torch.tensor([1e-5, 1.])
torch.tensor([1e10, 1.])
torch.tensor([float('nan'), 1., float('inf')])
torch.tensor([-1., 22.5])
torch.tensor([])
torch.zeros(2, 0)
torch.zeros(2, 2, 2)
torch.arange(30)
torch.arange(30.) / 7
torch.arange(2000)
torch.arange(1200.).reshape(30, 40)
torch.tensor([1, 2], dtype=torch.int32)
torch.tensor(2., dtype=torch.float64, requires_grad=True) * 3
torch.ones(3, requires_grad=True).sum()
torch.ones(2, 3, requires_grad=True).exp()
torch.tensor(2., requires_grad=True).detach()
torch.zeros(3).shape
torch.zeros(3, 4).shape[1:]
torch.zeros(()).shape
torch.float32
torch.zeros(2).dtype
torch.tensor(3).item()
torch.tensor([1, 2]).type()
torch.linspace(0, 1, 5)
torch.eye(2)
torch.full((2,), 7)
torch.full((2,), 7.)
torch.ones_like(torch.tensor([1, 2]))
torch.arange(1, 2, 0.5)
torch.zeros(2, 3).stride()
torch.zeros(2, 3).t().stride()
torch.tensor(2.) // 1 if False else 0
torch.tensor([1., 2.]).mean()
torch.tensor([1, 2]).sum()
torch.tensor([1., 2.]) == torch.tensor([1., 3.])
torch.tensor([1., 5., 2.]).argmax()
torch.promote_types(torch.int64, torch.float32)
torch.tensor(1) + torch.tensor(1.5, dtype=torch.float64)
torch.tensor([1]) + torch.tensor(1.5, dtype=torch.float64)
torch.tensor([1.]) + torch.tensor(1.5, dtype=torch.float64)
torch.tensor([1, 2]) / 2
torch.tensor([1, 2], dtype=torch.uint8) + torch.tensor([1], dtype=torch.int8)
torch.tensor([True]) + torch.tensor([True])
"""
