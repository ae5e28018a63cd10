"""Gradients of several grad_outputs at once, and masks of the type uint8."""

# ruff: noqa: E501

PROGRAMS = """
x = f(3, 2); y = x[torch.tensor([1, 0, 1], dtype=torch.uint8)]; y.sum().backward()
x = f(3, 2); y = x * 1; y[torch.tensor([1, 0, 1], dtype=torch.uint8)] = 0.; y.sum().backward()
x = f(2, 3); y = (x ** 2).sum(1); g, = torch.autograd.grad(y, x, torch.eye(2, dtype=torch.float64), is_grads_batched=True)
x = f(2, 3); y = (x ** 3).sum(1); g, = torch.autograd.grad(y, x, torch.eye(2, dtype=torch.float64), is_grads_batched=True, create_graph=True); s = g.shape; v = g.detach(); h, = torch.autograd.grad(g.sum(), x); del g
x = f(3); z = f(3); y = (x ** 2); g = torch.autograd.grad(y, [x, z], torch.eye(3, dtype=torch.float64), is_grads_batched=True, allow_unused=True)
x = f(2, 3); y = (x ** 2).sum(1); g, = torch.autograd.grad(y, x, torch.ones(2, 3, dtype=torch.float64), is_grads_batched=True)
x = f(2, 3); y = (x ** 2).sum(1); g, = torch.autograd.grad(y, x, is_grads_batched=True)
x = f(3); y = (x ** 2); w = x.exp(); g = torch.autograd.grad([y, w], x, [torch.eye(3, dtype=torch.float64), torch.ones(3, 3, dtype=torch.float64)], is_grads_batched=True)
x = f(3); y = (x ** 2); w = x.exp(); g = torch.autograd.grad([y, w], x, [torch.eye(3, dtype=torch.float64), torch.ones(2, 3, dtype=torch.float64)], is_grads_batched=True)
x = f(3); y = (x ** 2); w = x.exp(); g = torch.autograd.grad([y, w], x, [torch.eye(3, dtype=torch.float64), None], is_grads_batched=True)
x = f(3, 2); y = x[torch.tensor([1, 0, 1], dtype=torch.uint8), 0]; z = y.sum()
x = f(3, 2).detach(); x[torch.tensor([1, 0, 1], dtype=torch.uint8)] = torch.ones(2, 2, dtype=torch.float64)
x = f(2, 3); y = x * x.detach(); g = torch.autograd.grad(y, {'a': x}, torch.ones(2, 2, 3, dtype=torch.float64), is_grads_batched=True)['a']
x = f(3); z = f(2); y = x * x; g = torch.autograd.grad(y, [x, z], torch.eye(3, dtype=torch.float64), is_grads_batched=True, materialize_grads=True)
x = f(3); z = f(2); y = x * x; g = torch.autograd.grad(y, [x, z], torch.eye(3, dtype=torch.float64), is_grads_batched=True)
x = f(3); y = x * x; g, = torch.autograd.grad(y, x, torch.eye(3, dtype=torch.float64), is_grads_batched=True); torch.autograd.grad(y, x, torch.eye(3, dtype=torch.float64), is_grads_batched=True)
x = f(3); y = x * x; g, = torch.autograd.grad(y, x, torch.eye(3, dtype=torch.float64), is_grads_batched=True, retain_graph=True); h, = torch.autograd.grad(y.sum(), x)
x = f(2); w = f(2, 2); y = w @ x.exp(); j, = torch.autograd.grad(y, x, torch.eye(2, dtype=torch.float64), is_grads_batched=True, create_graph=True); h, = torch.autograd.grad(j.sum(), x); del j
"""
