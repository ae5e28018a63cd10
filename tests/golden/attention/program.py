"""One head of attention."""

import graphviz_autograd as torch

torch.manual_seed(0)
x = torch.randn(3, 4)
query_weight = torch.randn(4, 2, requires_grad=True)
key_weight = torch.randn(4, 2, requires_grad=True)
value_weight = torch.randn(4, 2, requires_grad=True)
query, key, value = x @ query_weight, x @ key_weight, x @ value_weight
scores = query @ key.mT / 2**0.5
weights = scores.softmax(-1)
attended = weights @ value
outputs = attended
options = {"show": "names,shapes"}
