"""A step within a step: gradients through a gradient step, by hand and by an optimizer."""

import torch
import torch.nn as nn
from torch.func import functional_call

model = nn.Sequential(nn.Linear(1, 5), nn.Tanh(), nn.Linear(5, 1)).double()
with torch.no_grad():
    for index, p in enumerate(model.parameters()):
        p.copy_(torch.cos(torch.arange(float(p.numel())) + index).reshape(p.shape) / 2)
outer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
x = torch.linspace(-1, 1, 8, dtype=torch.float64).unsqueeze(1)
for round in range(3):
    total = 0
    for phase in (0.0, 0.8):
        weights = dict(model.named_parameters())
        for _ in range(2):
            loss = (functional_call(model, weights, (x,)) - torch.sin(3 * x + phase)).pow(2).mean()
            slopes = torch.autograd.grad(loss, list(weights.values()), create_graph=True)
            weights = {
                name: weight - 0.1 * slope for (name, weight), slope in zip(weights.items(), slopes)
            }
        total = (
            total + (functional_call(model, weights, x) - torch.sin(3 * x + phase)).pow(2).mean()
        )
    outer.zero_grad()
    total.backward()
    outer.step()
    print(f"{round}: {total.item():.6f}")

rate = torch.tensor(0.1, dtype=torch.float64, requires_grad=True)
start = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
w = start.clone()
inner = torch.optim.SGD([w], lr=rate, differentiable=True)
for _ in range(3):
    now = w.clone()  # the step changes w in place
    w.grad = torch.autograd.grad((now**4).sum(), now, create_graph=True)[0]
    inner.step()
w.sum().backward()
print(w.detach(), start.grad, rate.grad)


def rosenbrock():
    solver.zero_grad()
    value = (1 - v[0]) ** 2 + 100 * (v[1] - v[0] ** 2) ** 2
    value.backward()
    return value


v = torch.tensor([-1.2, 1.0], dtype=torch.float64, requires_grad=True)
solver = torch.optim.LBFGS([v], line_search_fn="strong_wolfe")
for _ in range(3):
    print(f"{solver.step(rosenbrock).item():.6f}")
print(v.detach().round(decimals=4))
