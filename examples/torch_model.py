"""A model of PyTorch: its parameters come with the names the model gives them."""

import torch

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1))
batch = torch.linspace(-1.0, 1.0, 12).reshape(3, 4)
loss = model(batch).square().mean()
loss.backward(retain_graph=True)
