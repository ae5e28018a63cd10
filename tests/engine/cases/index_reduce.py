"""Slices reduced into others."""

# ruff: noqa: E501

EXPRESSIONS = """
f(3, 2).index_reduce(0, torch.tensor([0, 0, 1]), f(3, 2), 'prod')
f(3, 2).index_reduce(0, torch.tensor([0, 0, 1]), f(3, 2), 'prod', include_self=False)
f(3, 2).index_reduce(1, torch.tensor([0, 0, 1]), f(3, 3), 'mean')
f(3, 2).index_reduce(-1, torch.tensor([0, 0, 1]), f(3, 3), 'mean', include_self=False)
f(3, 2).index_reduce(0, torch.tensor([0, 0, 1]), f(3, 2).sin(), 'amax')
f(3, 2).index_reduce(0, torch.tensor([0, 0, 1]), f(3, 2), 'amin', include_self=False)
(f(3, 2) * 2).index_reduce_(0, torch.tensor([0, 0, 1]), f(3, 2), 'mean')
"""

PROGRAMS = """
x = f(3, 2); y = x.index_reduce(0, torch.tensor([0, 0, 1]), x * torch.tensor([0., 1.], dtype=torch.float64), 'prod'); y.sum().backward()
torch.zeros(3, 2).index_reduce(0, torch.tensor([0, 5]), torch.ones(2, 2), 'mean')
torch.zeros(3, 2).index_reduce(0, torch.tensor([0, 1]), torch.ones(3, 2), 'mean')
torch.zeros(3, 2).index_reduce(0, torch.tensor([0, 1]), torch.ones(2, 2), 'sum')
torch.zeros(3, 2).index_reduce(0, torch.tensor([0., 1]), torch.ones(2, 2), 'mean')
torch.zeros(3, 2).index_reduce(0, torch.tensor([[0, 1]]), torch.ones(2, 2), 'mean')
torch.zeros(3, 2).index_reduce(0, torch.tensor([0, 1]), torch.ones(2, 2).double(), 'mean')
x = torch.zeros(3, 2).index_reduce(0, torch.tensor([0, 1]), torch.ones(2, 2), 'mean'); y = torch.arange(6).reshape(3, 2).index_reduce(0, torch.tensor([1, 1]), torch.ones(2, 2, dtype=torch.int64), 'amax')
"""
