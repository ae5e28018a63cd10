"""Integers and booleans in full; other numbers in as many digits as they need."""

import graphviz_autograd as torch

tiny = torch.tensor([1e-7, 1234567.0, 0.1 + 0.2], requires_grad=True)
largest = torch.tensor(2**63 - 1)
flags = torch.tensor([True, False, True])
long = torch.tensor(12345.678, dtype=torch.float64)
outputs = (tiny * flags).sum() / largest + long
