"""A small convolutional network: its parts, its parameters, a training step, its state."""

import io
import pickle

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 3, 5)
        self.conv2 = nn.Conv2d(3, 4, 3)
        self.fc1 = nn.Linear(4 * 3 * 3, 12)
        self.fc2 = nn.Linear(12, 5)
        self.drop = nn.Dropout(0.25)

    def forward(self, input):
        c1 = F.relu(self.conv1(input))
        s2 = F.max_pool2d(c1, (2, 2))
        c3 = F.relu(self.conv2(s2))
        s4 = F.max_pool2d(c3, 2)
        return self.fc2(self.drop(F.relu(self.fc1(torch.flatten(s4, 1)))))


net = Net()
print(net)
parameters = list(net.parameters())
print(len(parameters), parameters[0].size(), sum(p.numel() for p in parameters))
with torch.no_grad():
    for index, (_name, p) in enumerate(net.named_parameters()):
        p.copy_(torch.sin(torch.arange(float(p.numel())) * 0.9 + index).reshape(p.shape) / 3)
net.eval()
input = torch.cos(torch.arange(2 * 20 * 20.0)).reshape(2, 1, 20, 20)
output = net(input)
print(output)
net.zero_grad()
output.backward(torch.ones(2, 5), retain_graph=True)
target = torch.arange(10.0).view(2, -1)
criterion = nn.MSELoss()
loss = criterion(output, target)
print(loss)
print(loss.grad_fn.name())
print(type(loss.grad_fn.next_functions[0][0]).__name__)
net.zero_grad()
print(net.conv1.bias.grad)
loss.backward()
print(net.conv1.bias.grad)
optimizer = optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
labels = torch.tensor([1, 3])
for _ in range(3):
    optimizer.zero_grad()
    loss = nn.CrossEntropyLoss()(net(input), labels)
    loss.backward()
    optimizer.step()
    print(f"{loss.item():.4f}")
for name, tensor in net.state_dict().items():
    print(name, tensor.size())
print(optimizer.state_dict()["param_groups"])
buffer = io.BytesIO(pickle.dumps({k: v.tolist() for k, v in net.state_dict().items()}))
twin = Net()
print(twin.load_state_dict({k: torch.tensor(v) for k, v in pickle.load(buffer).items()}))
twin.eval()
print(torch.equal(twin(input), net(input)))
for p in net.parameters():
    p.requires_grad = False
net.fc2 = nn.Linear(12, 3)
print([name for name, p in net.named_parameters() if p.requires_grad])
for module in net.children():
    print(module)
net.fc2.register_forward_hook(lambda m, i, o: print(type(m).__name__, i[0].shape, o.shape))
net(input)
