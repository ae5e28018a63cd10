"""Hooks on tensors, nodes and leaves, and hooks on what is saved."""

import torch

a = torch.ones(3, requires_grad=True)
b = torch.full((3,), 2.0, requires_grad=True)
c = a * b
c.retain_grad()
handle = c.register_hook(lambda grad: grad * 10)
c.grad_fn.register_prehook(lambda grads: print("pre", grads))
c.grad_fn.register_hook(lambda grad_in, grad_out: print("post", grad_in, grad_out))
a.register_hook(lambda grad: print("a", grad))
a.register_post_accumulate_grad_hook(lambda leaf: print("accumulated", leaf.grad))
c.sum().backward(retain_graph=True)
print(c.grad, b.grad)
handle.remove()
c.sum().backward()
print(c.grad, b.grad)


def pack(tensor):
    print("pack", tensor.shape)
    return tensor.tolist()


def unpack(numbers):
    print("unpack", numbers)
    return torch.tensor(numbers)


x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(pack, unpack):
    y = x.pow(2) * x
y.sum().backward()
print(x.grad)
