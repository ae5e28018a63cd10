"""Computed, zero, not computed, not retained and impossible look different."""

import graphviz_autograd as torch

computed = torch.tensor([1.0, 2.0], requires_grad=True)
zero = torch.tensor([0.5, 0.5], requires_grad=True)
constant = torch.tensor([3.0, 4.0])
retained = computed * constant
retained.retain_grad()
loss = (retained + zero * 0).sum()
loss.backward()
not_computed = torch.tensor(1.0, requires_grad=True)
result = loss * not_computed
outputs = result
