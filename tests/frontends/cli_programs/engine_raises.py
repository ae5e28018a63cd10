import graphviz_autograd as torch

torch.ones(2) @ torch.ones(3)
