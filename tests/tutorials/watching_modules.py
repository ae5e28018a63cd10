"""Hooks on modules and on all of them, weights computed of others, and weights cut away."""

import torch
import torch.nn as nn
import torch.nn.utils.parametrize as parametrize
import torch.nn.utils.prune as prune

net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1)).double()
with torch.no_grad():
    for index, p in enumerate(net.parameters()):
        p.copy_(torch.sin(torch.arange(float(p.numel())) + index).reshape(p.shape))
x = torch.tensor([[1.0, 2.0], [-1.0, 0.5]], dtype=torch.float64, requires_grad=True)
seen = {}
handles = [
    nn.modules.module.register_module_forward_hook(
        lambda module, args, output: print("called", type(module).__name__, tuple(output.shape))
    ),
    net[0].register_forward_hook(lambda module, args, output: seen.update(first=output.detach())),
    net[0].register_full_backward_hook(lambda module, into, out: print("slope", out[0].sum())),
]
net(x).sum().backward()
for handle in handles:
    handle.remove()
print(seen["first"])


class Symmetric(nn.Module):
    def forward(self, X):
        return X.triu() + X.triu(1).T


layer = nn.Linear(2, 2, dtype=torch.float64)
with torch.no_grad():
    layer.weight.copy_(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
    layer.bias.zero_()
parametrize.register_parametrization(layer, "weight", Symmetric())
print(layer, layer.weight, list(layer.state_dict()))
layer(x).sum().backward()
print(layer.parametrizations.weight.original.grad)
parametrize.remove_parametrizations(layer, "weight")
prune.l1_unstructured(layer, "weight", amount=1)
print(layer.weight, [name for name, _ in layer.named_parameters()], prune.is_pruned(layer))
prune.remove(layer, "weight")
print(layer.weight)
try:
    net.load_state_dict({"0.weight": torch.ones(2, 2), "4.bias": torch.ones(1)})
except RuntimeError as error:
    print(error)
torch.testing.assert_close(net(x), net(x) + 1e-12)
try:
    torch.testing.assert_close(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.5]))
except AssertionError as error:
    print(error)
