"""What requires grad, what is a leaf, and what the graph looks like from a tensor."""

import warnings

import torch

x = torch.ones(5)
y = torch.zeros(3)
w = torch.linspace(-1.0, 1.0, 15).reshape(5, 3).requires_grad_()
b = torch.full((3,), 0.5, requires_grad=True)
z = torch.matmul(x, w) + b
loss = torch.nn.functional.binary_cross_entropy_with_logits(z, y)
print(f"gradient function for z: {type(z.grad_fn).__name__}")
print(f"gradient function for loss: {type(loss.grad_fn).__name__}")
print(z.requires_grad, z.is_leaf, w.is_leaf, x.is_leaf, x.requires_grad)
loss.backward()
print(w.grad)
print(b.grad)
print(loss, z)

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(z.grad)
print(str(caught[0].message).partition(" (Triggered")[0])

with torch.no_grad():
    quiet = torch.matmul(x, w) + b
print(quiet.requires_grad, quiet.grad_fn)
print((torch.matmul(x, w) + b).detach().requires_grad)


@torch.no_grad()
def forward(tensor):
    return tensor * 2


print(forward(w).requires_grad)
print(z.grad_fn.next_functions[0][0].name(), z.grad_fn.next_functions[1][0].variable is b)
