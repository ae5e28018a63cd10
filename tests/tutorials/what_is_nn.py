"""From tensors to ``nn.Module``: the same classifier, a little shorter each time."""

import torch
import torch.nn.functional as F
from torch import nn, optim

images = torch.sin(torch.arange(64 * 16.0) * 0.37).reshape(64, 16)
labels = (torch.arange(64) * 7) % 5
start = torch.cos(torch.arange(80.0)).reshape(16, 5) / 4
batch_size, rate = 16, 0.5


def log_softmax(x):
    return x - x.exp().sum(-1).log().unsqueeze(-1)


def nll(input, target):
    return -input[range(target.shape[0]), target].mean()


def accuracy(out, target):
    return (torch.argmax(out, dim=1) == target).float().mean()


weights = start.clone().requires_grad_()
bias = torch.zeros(5, requires_grad=True)
predictions = log_softmax(images[:batch_size] @ weights + bias)
print(predictions[0], predictions.shape)
print(nll(predictions, labels[:batch_size]), accuracy(predictions, labels[:batch_size]))
for begin in range(0, 64, batch_size):
    batch, target = images[begin : begin + batch_size], labels[begin : begin + batch_size]
    loss = nll(log_softmax(batch @ weights + bias), target)
    loss.backward()
    with torch.no_grad():
        weights -= weights.grad * rate
        bias -= bias.grad * rate
        weights.grad.zero_()
        bias.grad.zero_()
print(f"{F.cross_entropy(images @ weights + bias, labels).item():.5f}")


class Logistic(nn.Module):
    def __init__(self):
        super().__init__()
        self.weights = nn.Parameter(start.clone())
        self.bias = nn.Parameter(torch.zeros(5))

    def forward(self, x):
        return x @ self.weights + self.bias


class LogisticLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.lin = nn.Linear(16, 5)
        with torch.no_grad():
            self.lin.weight.copy_(start.t())
            self.lin.bias.zero_()

    def forward(self, x):
        return self.lin(x)


for model in (Logistic(), LogisticLayer()):
    print(model, [name for name, _ in model.named_parameters()])
    optimizer = optim.SGD(model.parameters(), lr=rate)
    model.train()
    for begin in range(0, 64, batch_size):
        batch, target = images[begin : begin + batch_size], labels[begin : begin + batch_size]
        loss = F.cross_entropy(model(batch), target)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    model.eval()
    with torch.no_grad():
        print(f"{F.cross_entropy(model(images), labels).item():.5f}")


class Lambda(nn.Module):
    def __init__(self, func):
        super().__init__()
        self.func = func

    def forward(self, x):
        return self.func(x)


model = nn.Sequential(
    Lambda(lambda x: x.view(-1, 1, 4, 4)),
    nn.Conv2d(1, 4, kernel_size=3, stride=1, padding=1),
    nn.ReLU(),
    nn.Conv2d(4, 5, kernel_size=3, stride=2, padding=1),
    nn.ReLU(),
    nn.AdaptiveAvgPool2d(1),
    Lambda(lambda x: x.view(x.size(0), -1)),
)
with torch.no_grad():
    for index, parameter in enumerate(model.parameters()):
        numbers = torch.arange(float(parameter.numel())).reshape(parameter.shape)
        parameter.copy_(torch.sin(numbers + index) / 3)
optimizer = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
for _epoch in range(2):
    for begin in range(0, 64, batch_size):
        loss = F.cross_entropy(
            model(images[begin : begin + batch_size]), labels[begin : begin + batch_size]
        )
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    print(f"{loss.item():.4f}")
print(model)
