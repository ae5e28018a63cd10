"""Where gradients are recorded, and where not; anomaly mode."""

# ruff: noqa: E501

# Longer programs, separated by blank lines.
BLOCKS = """
x = f(2)
with torch.no_grad():
    leaf = torch.zeros(2, requires_grad=True)
    v = x.view(2, 1)
facts = [v.requires_grad, v._is_view(), v.is_leaf, v.grad_fn]
(v * 2).sum().backward()

x = f(2, 3)
y = x * 2
with torch.no_grad():
    v = y[0]
v.add_(1)

x = f(2)
with torch.no_grad():
    y = (x * 2).sum()
y.backward()

x = f(2)
with torch.inference_mode():
    y = (x * 2).sum()
y.backward()

x = f(2)
with torch.inference_mode():
    i = torch.ones(2, dtype=torch.float64)
x * i

x = f(2)
with torch.inference_mode():
    i = torch.ones(2, dtype=torch.float64)
y = x + i
facts = [i.is_inference(), (i + 1).is_inference(), i.clone().is_inference(), i.detach().is_inference(), i[0].is_inference()]
z = x * i.clone()

with torch.inference_mode():
    i = torch.ones(2)
i.add_(1)

with torch.inference_mode():
    i = torch.ones(2)
i._version

with torch.inference_mode():
    i = torch.ones(2)
i.requires_grad_()

with torch.inference_mode():
    i = torch.ones(2)
    i.add_(1)
    leaf = torch.ones(2, requires_grad=True)
    z = leaf * 2
    facts = [leaf.requires_grad, leaf.is_inference(), z.requires_grad]

with torch.inference_mode():
    i = torch.ones(2, dtype=torch.float64)
x = f(2)
y = x * 1
y.mul_(i)

x = f(2)
with torch.inference_mode():
    v = x.view(2, 1)
    facts = [v.is_inference(), v._is_view(), v.requires_grad, v._version]

x = f(2)
y = x * 1
with torch.inference_mode():
    v = y.view(2, 1)
v.add_(1)

n = torch.ones(2)
with torch.inference_mode():
    n.add_(1)
    facts = [n.is_inference(), n._version, torch.is_grad_enabled(), torch.is_inference_mode_enabled()]
    with torch.inference_mode(False):
        more = [torch.is_grad_enabled(), torch.is_inference_mode_enabled()]
version = n._version

@torch.no_grad()
def inside():
    return torch.is_grad_enabled()
@torch.no_grad
def bare():
    return torch.is_grad_enabled()
@torch.inference_mode()
def inference():
    return torch.is_inference_mode_enabled()
facts = [inside(), bare(), inference(), torch.is_grad_enabled()]
with torch.no_grad():
    with torch.enable_grad():
        facts.append(torch.is_grad_enabled())
    with torch.set_grad_enabled(True):
        facts.append(torch.is_grad_enabled())
    facts.append(torch.is_grad_enabled())
del inside, bare, inference

x = f(2)
with torch.inference_mode():
    with torch.enable_grad():
        y = x * 1
        facts = [torch.is_grad_enabled(), y.requires_grad, y.is_inference()]
    with torch.inference_mode(False):
        z = x * 1
        facts += [z.requires_grad, z.is_inference()]
    facts.append(torch.is_grad_enabled())

x = torch.tensor([-1., 2.], dtype=torch.float64, requires_grad=True)
with torch.autograd.detect_anomaly(check_nan=False):
    torch.sqrt(x).sum().backward()

x = f(2)
with torch.autograd.detect_anomaly():
    y = (x ** 3).sum()
    g, = torch.autograd.grad(y, x, create_graph=True)
parent = g.grad_fn.metadata['parent_']
same = parent is y.grad_fn.next_functions[0][0]
facts = ['traceback_' in y.grad_fn.metadata, 'parent_' in y.grad_fn.metadata, type(g.grad_fn.metadata['traceback_'][0]).__name__]

x = f(2)
def nested(g):
    with torch.enable_grad():
        r = torch.ones(2, dtype=torch.float64, requires_grad=True)
        (r * r * g).sum().backward()
    return g + r.grad
y = x * 2
y.register_hook(nested)
y.sum().backward()
del nested
"""
