"""Saved tensors that several programs share: index tensors, outputs of operations in place on views."""

# ruff: noqa: E501

PROGRAMS = """
x = f(2, 3); y = x[[0, 0]]; y.sum().backward(); y.sum().backward()
x = f(2, 3); y = x * 2; y[[0, 1]] = f(3); y.sum().backward(); y.sum().backward()
i = torch.tensor([0, 0]); y = f(3)[i]; i.add_(1); y.sum().backward()
i = torch.tensor([0, 1]); i.mul_(0); y = f(3)[i]; i.add_(1); y.sum().backward()
i = torch.tensor([0, 0]); y = f(3)[i]; r = [y.grad_fn._saved_indices[0] is i]; y.sum().backward(); y.grad_fn._saved_indices
i = torch.tensor([0, 0]); y = f(3, 3)[:, i]; r = y.grad_fn._saved_indices; g = torch.autograd.grad(y.sum(), y)
i = torch.tensor([0, 0]); o = []; h = torch.autograd.graph.saved_tensors_hooks(lambda t: o.append(t.tolist()) or t, lambda t: o.append('unpacked') or t); h.__enter__(); y = f(3, 3)[i, :, None][:, i]; h.__exit__(None, None, None); y.sum().backward()
x = f(2, 2); w = f(2, 3); r = [(x[0] @ w)._version, (x @ w[:, 0])._version, torch.nn.functional.linear(f(1, 2, 2).transpose(0, 1), x, x[0])._version]
x = f(3); t = x.detach() * 2; v = t.view(-1); t.mul_(x); v.add_(1)
x = f(3); t = x.detach() * 2; v = t.view(-1); t.mul_(x); r = v.grad_fn is None; v.add_(1)
x = f(2, 3); y = x[[0, 0]]; v = y.reshape(-1); v.tanh_(); v.add_(v); v.sum().backward()
x = f(2, 3); y = x * 2; v = y.view(-1); v.tanh_(); v.add_(1); v.sum().backward()
x = f(1, 3); o = []; y = x.sum(); v = y.unsqueeze(0); v.tanh_(); v.register_hook(lambda g: o.append(g.tolist()) or g * 2); g, = torch.autograd.grad((v * v).sum(), x, create_graph=True); h, = torch.autograd.grad((g * g).sum(), x)
x = f(2, 3); y = x * 2; v = y[0]; v.exp_(); g, = torch.autograd.grad((y * y).sum(), x, create_graph=True); del v; h, = torch.autograd.grad((y * y).sum(), x, create_graph=True)
x = f(2, 3); y = x.t() * 2; z = y + x.reshape(3, 2); r = [y.stride(), z.stride(), z.is_contiguous()]; s = z.reshape(-1)
"""
