"""A two-layer network, trained by hand."""

import torch
import torch.nn.functional as F

inputs = torch.linspace(-1, 1, 48).reshape(12, 4)
targets = torch.arange(12) % 3
w1 = (torch.arange(32.0).reshape(8, 4) / 16 - 1).requires_grad_()
b1 = torch.zeros(8, requires_grad=True)
w2 = (torch.arange(24.0).reshape(3, 8).cos() / 2).requires_grad_()
b2 = torch.zeros(3, requires_grad=True)
for step in range(5):
    hidden = F.relu(F.linear(inputs, w1, b1))
    logits = F.linear(F.layer_norm(hidden, (8,)), w2, b2)
    loss = F.cross_entropy(logits, targets)
    print(step, f"{loss.item():.5f}", type(loss.grad_fn).__name__)
    loss.backward()
    with torch.no_grad():
        for parameter in (w1, b1, w2, b2):
            parameter.sub_(0.5 * parameter.grad)
            parameter.grad.zero_()
print(logits.argmax(dim=1))
print(F.softmax(logits, dim=1).sum(dim=1))
weights = torch.softmax(torch.tensor([[1.0, 2.0, 3.0]], requires_grad=True), dim=-1)
print(weights)
