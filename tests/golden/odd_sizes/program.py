"""Empty, huge, tiny and non-finite tensors."""

import graphviz_autograd as torch

empty = torch.tensor([], requires_grad=True)
huge = torch.tensor([1e30, -1e30], requires_grad=True)
tiny = torch.tensor(1e-30, requires_grad=True)
infinite = torch.tensor([float("inf"), float("-inf"), float("nan"), 0.0])
deep = torch.tensor([[[[0.1234567]]]], requires_grad=True)
outputs = empty.sum() + huge.sum() + tiny + infinite.sum() + deep.sum()
