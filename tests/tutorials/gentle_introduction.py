"""Following a gradient back by hand, then through a small model and its optimizer."""

import math

import torch

angles = torch.linspace(0.0, 2.0 * math.pi, steps=7, requires_grad=True)
print(angles)
sines = torch.sin(angles)
print(sines)
doubled = 2 * sines
shifted = doubled + 1
total = shifted.sum()
print(doubled, shifted, total, sep="\n")
node = shifted.grad_fn
while node.next_functions:
    print(type(node).__name__, [type(one).__name__ for one, _ in node.next_functions])
    node = node.next_functions[0][0]
print(type(node).__name__, node.variable is angles)
total.backward()
print(angles.grad)
print(sines.is_leaf, angles.is_leaf, total.requires_grad)


class TinyModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer1 = torch.nn.Linear(20, 10)
        self.relu = torch.nn.ReLU()
        self.layer2 = torch.nn.Linear(10, 4)

    def forward(self, x):
        return self.layer2(self.relu(self.layer1(x)))


def fill(module):
    with torch.no_grad():
        for index, parameter in enumerate(module.parameters()):
            count = torch.arange(float(parameter.numel())).reshape(parameter.shape)
            parameter.copy_(torch.cos(count * 0.7 + index) / 4)


model = TinyModel()
fill(model)
print(model)
inputs = torch.sin(torch.arange(160.0)).reshape(8, 20)
wanted = torch.cos(torch.arange(32.0)).reshape(8, 4)
print(model.layer2.weight[0][:5])
print(model.layer2.weight.grad)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
loss = (wanted - model(inputs)).pow(2).sum()
print(f"{loss.item():.4f}", type(loss.grad_fn).__name__)
loss.backward()
print(model.layer2.weight.grad[0][:3])
optimizer.step()
for _ in range(4):
    loss = (wanted - model(inputs)).pow(2).mean()
    loss.backward()
    print(f"{loss.item():.4f} {model.layer2.weight.grad.abs().sum().item():.3f}")
optimizer.zero_grad()
print(model.layer2.weight.grad)

a = torch.ones(2, 3, requires_grad=True)
b = 2 * a
with torch.no_grad():
    c = a + b
print(b, c, sep="\n")


def add(x, y):
    return x + y


@torch.no_grad()
def add_untracked(x, y):
    return x + y


print(add(a, a), add_untracked(a, a), sep="\n")
x = torch.arange(5.0, requires_grad=True)
y = x.detach()
print(x, y, sep="\n")
try:
    torch.sin_(x)
except RuntimeError as error:
    print(error)

v = torch.tensor([0.1, 1.0, 0.0001])
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x * 2
while y.norm() < 1000:
    y = y * 2
print(y)
y.backward(v)
print(x.grad)


def exp_adder(x, y):
    return 2 * x.exp() + 3 * y


points = torch.tensor([0.5, 0.25]), torch.tensor([1.0, 2.0])
print(torch.autograd.functional.jacobian(exp_adder, points))
print(torch.autograd.functional.vjp(lambda x: x * x, torch.ones(3), torch.tensor([1.0, 2.0, 3.0])))
