import graphviz_autograd as torch

w = torch.tensor(3.0, requires_grad=True)
hidden = w * 2
left = hidden + 1
right = hidden - 1
