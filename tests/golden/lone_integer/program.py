"""An integer, which can have no gradient."""

import graphviz_autograd as torch

count = torch.tensor(7)
outputs = count
