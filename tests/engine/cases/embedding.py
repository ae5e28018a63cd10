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
leaves = []; g = f; f = lambda *s, **o: (leaves.append(g(*s, **o)), leaves[-1])[1]; y = torch.nn.functional.embedding_bag(torch.tensor([[0, 1], [1, 2]]), f(3, 2)); t = y.grad_fn; (y * y).sum().backward(); del f, g
leaves = []; g = f; f = lambda *s, **o: (leaves.append(g(*s, **o)), leaves[-1])[1]; y = torch.nn.functional.embedding_bag(torch.tensor([[0, 1], [1, 2]]), f(3, 2) ** 2, mode='sum'); t = y.grad_fn; (y * y).sum().backward(); del f, g
leaves = []; g = f; f = lambda *s, **o: (leaves.append(g(*s, **o)), leaves[-1])[1]; y = torch.nn.functional.embedding_bag(torch.tensor([1, 2, 2, 0]), f(3, 2).sin(), torch.tensor([0, 3, 3]), mode='max'); t = y.grad_fn; (y * y).sum().backward(); del f, g
leaves = []; g = f; f = lambda *s, **o: (leaves.append(g(*s, **o)), leaves[-1])[1]; y = torch.nn.functional.embedding_bag(torch.tensor([1, 2, 2, 0]), f(3, 2).sin(), torch.tensor([0, 3, 3])); t = y.grad_fn; (y * y).sum().backward(); del f, g
leaves = []; g = f; f = lambda *s, **o: (leaves.append(g(*s, **o)), leaves[-1])[1]; y = torch.nn.functional.embedding_bag(torch.tensor([1, 2, 2, 0]), f(3, 2).sin(), torch.tensor([0, 3, 4]), mode='sum', include_last_offset=True, padding_idx=2); t = y.grad_fn; (y * y).sum().backward(); del f, g
leaves = []; g = f; f = lambda *s, **o: (leaves.append(g(*s, **o)), leaves[-1])[1]; y = torch.nn.functional.embedding_bag(torch.tensor([[1, 2], [2, 0]]), f(3, 2), mode='mean', padding_idx=-1); t = y.grad_fn; (y * y).sum().backward(); del f, g
leaves = []; g = f; f = lambda *s, **o: (leaves.append(g(*s, **o)), leaves[-1])[1]; y = torch.nn.functional.embedding_bag(torch.tensor([[1, 2], [2, 0]]), f(3, 2), mode='sum', per_sample_weights=f(2, 2, grad=False)); t = y.grad_fn; (y * y).sum().backward(); del f, g
w, p = f(3, 2), f(4); y = torch.nn.functional.embedding_bag(torch.tensor([1, 2, 2, 0]), w, torch.tensor([0, 3]), mode='sum', per_sample_weights=p); (y * y).sum().backward()
w = f(3, 2); y = torch.nn.functional.embedding_bag(torch.tensor([1, 2, 2, 0]), w, torch.tensor([0, 3]), scale_grad_by_freq=True); y.sum().backward()
w = f(4, 2); y = torch.nn.functional.embedding_bag(torch.tensor([0, 1, 2, 0, 3, 0]), w, torch.tensor([0, 2]), scale_grad_by_freq=True, mode='sum'); y.sum().backward()
w = f(4, 2); y = torch.nn.functional.embedding_bag(torch.tensor([[1, 2, 3], [3, 3, 0]]), w, mode='mean', padding_idx=3, scale_grad_by_freq=True); (y * y).sum().backward()
w = f(4, 2); y = torch.nn.functional.embedding_bag(torch.tensor([[0, 0], [0, 2]]), w, mode='mean', padding_idx=0, include_last_offset=True); (y * y).sum().backward()
w = f(4, 2); y = torch.nn.functional.embedding_bag(torch.tensor([0, 1, 2, 0, 3, 0]), w, torch.tensor([0, 2]), mode='sum', include_last_offset=True); y.sum().backward()
w = f(4, 2); y = torch.nn.functional.embedding_bag(torch.tensor([0, 1, 2, 0, 3, 0]), w, torch.tensor([0, 0, 3]), mode='mean', include_last_offset=True); y.sum().backward()
w = f(3, 2); y = torch.nn.functional.embedding_bag(torch.tensor([1, 2]), w, torch.tensor([0]), max_norm=1.); y.sum().backward()
torch.nn.functional.embedding_bag(torch.tensor([1, 2]), f(3, 2))
torch.nn.functional.embedding_bag(torch.tensor([[1, 2]]), f(3, 2), torch.tensor([0]))
torch.nn.functional.embedding_bag(torch.tensor([1, 2]), f(3, 2), torch.tensor([1]))
torch.nn.functional.embedding_bag(torch.tensor([1, 2]), f(3, 2), torch.tensor([0, 3]))
torch.nn.functional.embedding_bag(torch.tensor([1, 5]), f(3, 2), torch.tensor([0]))
torch.nn.functional.embedding_bag(torch.tensor([[1, 2]]), f(3, 2), mode='foo')
torch.nn.functional.embedding_bag(torch.tensor([[1, 2]]), f(3, 2), per_sample_weights=f(1, 2))
torch.nn.functional.embedding_bag(torch.tensor([[1, 2]]), f(3, 2), mode='sum', per_sample_weights=f(1, 3))
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
