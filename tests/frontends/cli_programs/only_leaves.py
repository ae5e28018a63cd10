import graphviz_autograd as torch

w = torch.tensor(3.0, requires_grad=True)
