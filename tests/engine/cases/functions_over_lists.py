"""The same operation on every tensor of a list, as optimizers of a program's own compute."""

# ruff: noqa: E501

PROGRAMS = """
a = [f(3), f(2)]; r = [torch._foreach_exp([one.detach() for one in a]), torch._foreach_sigmoid([one.detach() for one in a]), torch._foreach_clone([one.detach() for one in a]), torch._foreach_max([one.detach() for one in a])]
a = [f(3, grad=False), f(3, grad=False)]; r = [torch._foreach_add(a, 2), torch._foreach_sub(a, a, alpha=2), torch._foreach_mul(a, [2.0, 3.0]), torch._foreach_div(a, torch.tensor(2.0)), torch._foreach_pow(a, 2), torch._foreach_pow(2.0, a)]
a = [f(3, grad=False), f(3, grad=False)]; r = [torch._foreach_maximum(a, 0.9), torch._foreach_minimum(a, [0.7, 0.9]), torch._foreach_clamp_min(a, 0.9), torch._foreach_clamp_max(a, a[::-1])]
a = [f(3, grad=False), f(3, grad=False)]; r = [torch._foreach_addcmul(a, a, a), torch._foreach_addcmul(a, a, a, value=3), torch._foreach_addcdiv(a, a, a, [1.0, 2.0]), torch._foreach_addcdiv(a, a, a, torch.tensor([1.0, 2.0])), torch._foreach_lerp(a, a[::-1], 0.5), torch._foreach_lerp(a, a[::-1], a)]
a = [f(3, grad=False), f(2, 2, grad=False)]; r = [torch._foreach_norm(a), torch._foreach_norm(a, 1), torch._foreach_norm(a, ord=2, dtype=torch.float32), torch._foreach_mm([a[1]], [a[1]])]
a = [f(3, grad=False), f(3, grad=False)]; r = torch._foreach_zero_(a) is a; v = [one._version for one in a]; torch._foreach_copy_(a, [torch.ones(3), torch.ones(3)])
a = [f(3), f(3)]; b = [one * 1 for one in a]; torch._foreach_mul_(b, 2); torch._foreach_add_(b, b, alpha=0.5); torch._foreach_exp_(b); (b[0].sum() + b[1].sum()).backward(); b = None
a = [f(3), f(3)]; b = [one * 1 for one in a]; torch._foreach_mul_(b, [2.0, 3.0]); torch._foreach_add_(b, 1); torch._foreach_neg_(b); (b[0].sum() + b[1].sum()).backward(); b = None
a = [f(3), f(3)]; g = torch.autograd.grad([one.sum() for one in torch._foreach_exp(a)], a); h = torch.autograd.grad([one.sum() for one in torch._foreach_maximum(a, 0.5)], a); i = torch.autograd.grad(torch._foreach_norm(a), a)
a = [f(3), f(3)]; h = torch.no_grad(); h.__enter__(); torch._foreach_mul_(a, 0.9); torch._foreach_lerp_(a, [torch.ones(3, dtype=torch.float64)] * 2, 0.1); h.__exit__(None, None, None); h = None
a = [f(3), f(3)]; torch._foreach_exp_(a)
torch._foreach_exp([])
torch._foreach_exp(torch.ones(2))
torch._foreach_exp([1.0, 2.0])
torch._foreach_add([torch.ones(2)], [torch.ones(2), torch.ones(2)])
torch._foreach_mul([torch.ones(2), torch.ones(2)], [1.0])
"""
