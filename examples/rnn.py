"""A recurrent network over three steps: the same three weights are used at every step."""

import graphviz_autograd as torch

x1, x2, x3 = torch.tensor([[[0.5, -0.2]], [[0.1, 0.9]], [[-0.7, 0.3]]])
w_in = torch.tensor([[0.6, -0.1], [0.2, 0.4]], requires_grad=True)
w_hidden = torch.tensor([[0.3, 0.5], [-0.4, 0.1]], requires_grad=True)
bias = torch.tensor([0.1, -0.1], requires_grad=True)

h0 = torch.zeros(1, 2)
h1 = torch.tanh(x1 @ w_in + h0 @ w_hidden + bias)
h2 = torch.tanh(x2 @ w_in + h1 @ w_hidden + bias)
h3 = torch.tanh(x3 @ w_in + h2 @ w_hidden + bias)
loss = h3.sum()
print(f"{loss.item():.4f}")
