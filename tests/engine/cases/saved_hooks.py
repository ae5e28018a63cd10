"""Hooks on saved tensors."""

# ruff: noqa: E501

# Longer programs, separated by blank lines.
BLOCKS = """
x = f(2)
seen = []
with torch.autograd.graph.saved_tensors_hooks(lambda t: seen.append(t.tolist()) or t, lambda t: seen.append('unpack') or t):
    a = x * x
    b = x.exp()
    c = x + 1
    d = x * 2
    e = a @ b
(d + e + c).sum().backward()

x = f(2, 3)
w = f(3, 2, start=2)
seen = []
with torch.autograd.graph.saved_tensors_hooks(lambda t: seen.append(list(t.shape)) or t, lambda t: t):
    y = x @ w

x = f(2)
seen = []
with torch.autograd.graph.saved_tensors_hooks(lambda t: seen.append('outer') or t, lambda t: t):
    with torch.autograd.graph.saved_tensors_hooks(lambda t: seen.append('inner') or t, lambda t: t):
        x * x
    x.sin()

x = f(2)
with torch.autograd.graph.saved_tensors_hooks(lambda t: t.tolist(), lambda t: torch.tensor(t, dtype=torch.float64)):
    y = (x * x * x).sum()
g, = torch.autograd.grad(y, x, create_graph=True)
h, = torch.autograd.grad(g.sum(), x)

x = f(2)
with torch.autograd.graph.saved_tensors_hooks(lambda t: t.tolist(), lambda t: torch.tensor(t, dtype=torch.float64)):
    y = x.exp().sum()
g, = torch.autograd.grad(y, x, create_graph=True)
h, = torch.autograd.grad(g.sum(), x)

x = f(2)
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: 3):
    y = x * x
y.sum().backward()

x = f(2)
y = x * 1
z = x * 1
with torch.autograd.graph.saved_tensors_hooks(lambda t: t.mul_(2), lambda t: t):
    y * z

with torch.autograd.graph.disable_saved_tensors_hooks('not here'):
    with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
        pass

with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
    with torch.autograd.graph.disable_saved_tensors_hooks('not here'):
        pass

x = f(2)
with torch.autograd.graph.save_on_cpu():
    y = x * x
y.sum().backward()

x = f(2)
with torch.autograd.graph.allow_mutation_on_saved_tensors():
    b = x.clone()
    o = (b ** 2).sum()
    b.sin_()
    c = x.exp()
    c.mul_(2)
    (o + c.sum()).backward()

x = f(2)
with torch.autograd.graph.allow_mutation_on_saved_tensors():
    b = x.clone()
    v = b.view(2, 1)
    o = b * b * b
    v.mul_(3)
    b[0] = 5.
    o.sum().backward()

x = f(2)
with torch.autograd.graph.allow_mutation_on_saved_tensors():
    y = x * x
y.sum().backward()

with torch.autograd.graph.allow_mutation_on_saved_tensors():
    with torch.autograd.graph.allow_mutation_on_saved_tensors():
        pass
"""
