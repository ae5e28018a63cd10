"""A cubic fitted to a sine: by hand, with autograd, with a custom function, with modules."""

import math

import torch

x = torch.linspace(-math.pi, math.pi, 200)
y = torch.sin(x)

a, b, c, d = 0.1, -0.2, 0.3, 0.05
for step in range(100):
    predicted = a + b * x + c * x**2 + d * x**3
    loss = (predicted - y).pow(2).sum().item()
    if step % 25 == 0:
        print(step, f"{loss:.3f}")
    grad = 2.0 * (predicted - y)
    a -= 1e-5 * grad.sum().item()
    b -= 1e-5 * (grad * x).sum().item()
    c -= 1e-5 * (grad * x**2).sum().item()
    d -= 1e-5 * (grad * x**3).sum().item()
print(f"{a:.4f} {b:.4f} {c:.4f} {d:.4f}")

parameters = [torch.tensor(v, requires_grad=True) for v in (0.1, -0.2, 0.3, 0.05)]
for _step in range(100):
    predicted = sum(p * x**power for power, p in enumerate(parameters))
    loss = (predicted - y).pow(2).sum()
    loss.backward()
    with torch.no_grad():
        for p in parameters:
            p -= 1e-5 * p.grad
            p.grad = None
print([f"{p.item():.4f}" for p in parameters])


class Legendre3(torch.autograd.Function):
    """Half of ``5 x^3 - 3 x``."""

    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return 0.5 * (5 * input**3 - 3 * input)

    @staticmethod
    def backward(ctx, grad_output):
        (input,) = ctx.saved_tensors
        return grad_output * 1.5 * (5 * input**2 - 1)


weights = [torch.full((), v, requires_grad=True) for v in (0.0, -1.0, 0.0, 0.3)]
for _step in range(60):
    predicted = weights[0] + weights[1] * Legendre3.apply(weights[2] + weights[3] * x)
    loss = (predicted - y).pow(2).sum()
    loss.backward()
    with torch.no_grad():
        for w in weights:
            w -= 5e-5 * w.grad
            w.grad = None
print(f"{loss.item():.3f}", f"{weights[3].item():.4f}", predicted.grad_fn.name())

features = x.unsqueeze(-1).pow(torch.tensor([1, 2, 3]))
model = torch.nn.Sequential(torch.nn.Linear(3, 1), torch.nn.Flatten(0, 1))
with torch.no_grad():
    model[0].weight.copy_(torch.tensor([[0.1, 0.2, -0.1]]))
    model[0].bias.zero_()
criterion = torch.nn.MSELoss(reduction="sum")
for _step in range(50):
    loss = criterion(model(features), y)
    model.zero_grad()
    loss.backward()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter -= 1e-6 * parameter.grad
print(f"{loss.item():.3f}", model[0].weight, model[0].bias)

optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
for _step in range(50):
    loss = criterion(model(features), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(f"{loss.item():.3f}")


class Polynomial3(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.nn.Parameter(torch.tensor(0.1))
        self.b = torch.nn.Parameter(torch.tensor(-0.2))
        self.c = torch.nn.Parameter(torch.tensor(0.3))
        self.d = torch.nn.Parameter(torch.tensor(0.05))

    def forward(self, x):
        return self.a + self.b * x + self.c * x**2 + self.d * x**3

    def string(self):
        values = self.a.item(), self.b.item(), self.c.item(), self.d.item()
        return "y = {:.3f} + {:.3f} x + {:.3f} x^2 + {:.3f} x^3".format(*values)


model = Polynomial3()
optimizer = torch.optim.SGD(model.parameters(), lr=1e-6, momentum=0.5)
for _step in range(50):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(model.string(), model, list(model.state_dict()))
