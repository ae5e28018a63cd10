"""Calls of old programs, with a number before the last tensors, and numbers given as tensors."""

# ruff: noqa: E501

PROGRAMS = """
w = f(2).detach(); w.add_(-0.1, torch.ones(2, dtype=torch.float64)); v = w.sub(2, w); __warningregistry__ = None
x = f(2); y = x.addcmul(0.5, x, x); y.sum().backward(); z = torch.addcdiv(x.detach(), 3, x.detach(), y.detach()).addcdiv_(1.5, y.detach(), y.detach()); __warningregistry__ = None
a = torch.add(f(2), 3, f(2)).grad_fn._saved_alpha; __warningregistry__ = None
x = f(2); y = torch.add(x, x, alpha=torch.tensor(3)); y.sum().backward(); a = y.grad_fn._saved_alpha
x = f(2, 2); y = torch.addmm(x, x, x, beta=torch.tensor(0.5), alpha=torch.tensor(2)); y.sum().backward()
x = f(3).detach(); x.sub_(x, alpha=torch.tensor(0.5)); y = torch.nn.functional.leaky_relu(x, torch.tensor(0.2))
torch.add(f(2), f(2), alpha=f(1))
torch.add(f(2), f(2), alpha=torch.ones(2))
"""
