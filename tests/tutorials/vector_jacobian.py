"""External gradients, cubes and squares, and tensors that need no gradient."""

import torch

a = torch.tensor([2.0, 3.0], requires_grad=True)
b = torch.tensor([6.0, 4.0], requires_grad=True)
q = 3 * a**3 - b**2
q.backward(gradient=torch.tensor([1.0, 1.0]))
print(9 * a**2 == a.grad)
print(-2 * b == b.grad)

x = torch.arange(25.0).reshape(5, 5) / 25
frozen = torch.ones((5, 5), requires_grad=False)
learned = torch.ones((5, 5), requires_grad=True)
print((x + frozen).requires_grad, (x + learned).requires_grad)

first, second = torch.autograd.grad((a * b).sum(), (a, b))
print(first, second)
print(torch.autograd.grad(a.sum(), [a, b], allow_unused=True))
print(torch.autograd.functional.jacobian(lambda t: t.exp(), torch.tensor([0.0, 1.0])))
print(torch.autograd.functional.hessian(lambda t: (t**3).sum(), torch.tensor([1.0, 2.0])))
print(torch.autograd.functional.vjp(lambda t: t * t, a.detach(), torch.ones(2)))
print(torch.autograd.functional.hvp(lambda t: (t**3).sum(), a.detach(), torch.ones(2)))
