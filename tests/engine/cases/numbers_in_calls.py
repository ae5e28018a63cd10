"""Tensors that stand for numbers in calls, and parameters that are seldom given."""

# ruff: noqa: E501

PROGRAMS = """
x = f(6).detach(); n = torch.tensor(2); y = x.view(n, -1); z = x.reshape(3, n); w = torch.prod(x.view(2, 3), torch.tensor(1)); v = torch.topk(x, n)
x = f(2, 3); n = torch.tensor(1); y = x.sum(n); z = x.unsqueeze(n); w = x.repeat(n, 2); (y.sum() + z.sum() + w.sum()).backward()
x = f(1, 2, 3, 3); n = torch.tensor(1); y = torch.nn.functional.conv2d(x, f(2, 2, 2, 2), stride=n, groups=n); y.sum().backward()
torch.zeros(torch.tensor(2), 3).shape[0]
torch.prod(f(2, 3), torch.tensor(5))
torch.prod(f(2, 3), torch.tensor(1.5))
x = torch.tensor([7, -7, 5]); y = x.clone().div_(2, rounding_mode='floor'); z = x.clone().div_(torch.tensor(2), rounding_mode='trunc'); w = x.float().div_(2, rounding_mode=None); v = x.float().divide_(2, rounding_mode='floor'); u = x.float().true_divide_(2)
x = f(3); y = x.clone(); y.div_(2); z = x.clone(); z /= 3; w = x.clone().div_(2, rounding_mode='floor'); (y + z + w).sum().backward()
x = torch.tensor([7]); x.div_(2)
x = torch.tensor([7]); x.div_(2, rounding_mode='nope')
x = f(2, 3, dtype='float32'); y = x.softmax(1, torch.float64); z = torch.log_softmax(x, 1, torch.float64); w = torch.softmax(x, dim=1, dtype=torch.float64); (y + z + w).sum().backward()
x = torch.eye(2, dtype=torch.uint8); y = x.trace(); w = x.int().trace()
torch.eye(2, dtype=torch.bool).trace()
torch.cross(torch.ones(2, 2), torch.ones(2, 2)); __warningregistry__ = None
"""
