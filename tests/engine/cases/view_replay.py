"""Views made again by their own operations after their base was modified in place."""

BLOCKS = """
x = f(2, 2)
with torch.autograd._force_original_view_tracking(True):
    y = x.clone().view(-1)
    y.add_(1)
    z = y * y
    r = torch.autograd.is_view_replay_enabled()
z.sum().backward()
s = torch.autograd.is_view_replay_enabled()

x = f(2, 3, 4)
b = x.clone()
with torch.autograd._force_original_view_tracking(True):
    y = b.transpose(0, 1)[1].unsqueeze(-1)
    w = b.select(0, 1)
    y.mul_(2)
    w.add_(y.sum())
    g, = torch.autograd.grad((b * b).sum() + (y * y).sum(), x)

x = f(2, 3)
b = x.clone()
y = b.view(6)[1:4]
b.mul_(b)
with torch.autograd._force_original_view_tracking(True):
    z = y * 2
z.sum().backward()

x = f(2, 3)
b = torch.zeros(2, 3, dtype=torch.float64)
y = b.view(6)[1:4]
with torch.autograd._force_original_view_tracking(True):
    b.mul_(x)
    z = y * 2
z.sum().backward()
torch.autograd._force_original_view_tracking(False)
"""
