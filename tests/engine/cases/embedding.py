"""Embeddings and one-hot vectors."""

# ruff: noqa: E501

EXPRESSIONS = """
torch.nn.functional.embedding(torch.tensor([[0, 1], [1, 2]]), f(3, 2))
torch.nn.functional.embedding(torch.tensor([0, 1]), f(3, 2), padding_idx=1)
torch.nn.functional.embedding(torch.tensor([0, 2, 2]), f(3, 2), padding_idx=-1)
torch.nn.functional.embedding(torch.tensor(1), f(3, 2))
torch.nn.functional.embedding(torch.tensor([0, 1], dtype=torch.int32), f(3, 2) ** 2)
"""

PROGRAMS = """
w = f(3, 2); y = torch.nn.functional.embedding(torch.tensor([0, 1, 1]), w, scale_grad_by_freq=True); (y * y).sum().backward()
w = f(3, 2); y = torch.nn.functional.embedding(torch.zeros(0, dtype=torch.int64), w); y.sum().backward()
w = f(3, 2); y = torch.nn.functional.embedding(torch.tensor([0, 1]), w, max_norm=1.); y.sum().backward(); v = w._version
torch.nn.functional.embedding(torch.tensor([0, 5]), f(3, 2))
torch.nn.functional.embedding(torch.tensor([0, -1]), f(3, 2))
torch.nn.functional.embedding(torch.tensor([0., 1]), f(3, 2))
torch.nn.functional.embedding(torch.tensor([0, 1]), f(3))
torch.nn.functional.embedding([0, 1], f(3, 2))
x = torch.nn.functional.one_hot(torch.tensor([0, 2])); y = torch.nn.functional.one_hot(torch.tensor([[0, 2]]), 4); z = torch.nn.functional.one_hot(torch.tensor(2))
torch.nn.functional.one_hot(torch.tensor([0, 2]), 2)
torch.nn.functional.one_hot(torch.tensor([0, -2]), 2)
torch.nn.functional.one_hot(torch.tensor([0., 2.]), 4)
torch.nn.functional.one_hot(torch.tensor([], dtype=torch.int64))
torch.nn.functional.one_hot(torch.tensor([1]), 0)
y = torch.nn.functional.one_hot(torch.zeros(0, dtype=torch.int64), 3)
"""
