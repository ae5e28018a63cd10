"""A perceptron with two layers and its mean squared error."""

import graphviz_autograd as torch

x = torch.tensor([[1.0, 0.5], [-0.5, 1.0]])
target = torch.tensor([[1.0], [0.0]])

w1 = torch.tensor([[0.2, -0.4, 0.6], [0.3, 0.1, -0.5]], requires_grad=True)
b1 = torch.tensor([0.0, 0.1, 0.0], requires_grad=True)
w2 = torch.tensor([[0.7], [-0.2], [0.5]], requires_grad=True)
b2 = torch.tensor([0.1], requires_grad=True)

hidden = (x @ w1 + b1).relu()
prediction = (hidden @ w2 + b2).tanh()
loss = ((prediction - target) ** 2).mean()

# With PyTorch, the picture shows x and target only while the graph is retained.
loss.backward(retain_graph=True)
print(f"{loss.item():.4f}")
