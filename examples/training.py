"""Training a perceptron with two layers: the picture is that of the last step."""

import graphviz_autograd as torch

x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
target = torch.tensor([[0.0], [1.0], [1.0], [0.0]])

w1 = torch.tensor([[0.9, -0.7, 0.5], [0.8, -0.9, -0.6]], requires_grad=True)
b1 = torch.tensor([0.1, 0.2, 0.0], requires_grad=True)
w2 = torch.tensor([[0.8], [0.7], [-0.4]], requires_grad=True)
b2 = torch.tensor([0.1], requires_grad=True)
optimizer = torch.optim.SGD([w1, b1, w2, b2], lr=0.1)

for step in range(101):
    optimizer.zero_grad()
    hidden = torch.tanh(x @ w1 + b1)
    loss = torch.nn.functional.mse_loss(hidden @ w2 + b2, target)
    loss.backward(retain_graph=True)
    if step % 50 == 0:
        print(f"{step}: {loss.item():.4f}")
    if step < 100:
        optimizer.step()
