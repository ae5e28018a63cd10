"""Integers where floating point numbers are usual."""

# ruff: noqa: E501

PROGRAMS = """
u = torch.tensor([[[[0, 100], [200, 255]]]], dtype=torch.uint8); y = [torch.nn.functional.interpolate(u, size=(3, 4), mode=m) for m in ('nearest', 'bilinear', 'bicubic', 'nearest-exact')]
u = torch.tensor([[[[0, 100], [200, 255]]]], dtype=torch.uint8); y = [torch.nn.functional.interpolate(u, scale_factor=3, mode=m, antialias=True) for m in ('bilinear', 'bicubic')]
u = (torch.arange(48) * 37 % 256).to(torch.uint8).view(1, 1, 6, 8); y = torch.nn.functional.interpolate(u, size=(3, 5), mode='bilinear', align_corners=True)
torch.nn.functional.interpolate(torch.ones(1, 1, 2, 2, dtype=torch.int64), scale_factor=2)
torch.nn.functional.interpolate(torch.ones(1, 1, 2, 2, dtype=torch.int64), scale_factor=2, mode='bilinear')
torch.nn.functional.interpolate(torch.ones(1, 1, 2, 2, dtype=torch.int64), scale_factor=2, mode='bicubic', antialias=True)
torch.nn.functional.interpolate(torch.ones(1, 1, 2, dtype=torch.uint8), scale_factor=2, mode='linear')
torch.nn.functional.interpolate(torch.ones(1, 1, 2, dtype=torch.int32), scale_factor=2)
x = torch.tensor([[0.1, 0.2, 0.4, 0.8]], requires_grad=True); y = [torch.nn.functional.multilabel_margin_loss(x, torch.tensor([t])) for t in ([3, 0, -1, 1], [1, 0, 1, 0], [0, 0, 0, 0], [0, -1, 0, 0])]; sum(y).backward()
torch.nn.functional.adaptive_avg_pool2d(torch.ones(1, 1, 2, 2, dtype=torch.int64), 2)
x = torch.ones(2); y = x.cumsum_(0, dtype=torch.float32); x.cumprod_(0, dtype=torch.float64)
f(2, 2).renorm(2, -5, 1)
torch.nn.functional.cross_entropy(f(2, 3))
"""
