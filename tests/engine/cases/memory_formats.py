"""The order of the dimensions in memory: the channels of a pixel one beside the other."""

# ruff: noqa: E501

EXPRESSIONS = """
f(2, 3, 2, 2).contiguous(memory_format=torch.channels_last)
f(2, 3, 2, 2).clone(memory_format=torch.channels_last)
f(2, 3, 2, 2).to(memory_format=torch.channels_last)
torch.nn.functional.max_pool2d(f(1, 2, 4, 4).contiguous(memory_format=torch.channels_last), 2)
torch.nn.functional.conv2d(f(1, 2, 3, 3).contiguous(memory_format=torch.channels_last), f(2, 2, 2, 2))
"""
PROGRAMS = """
x = f(2, 3, 2, 2); c = x.contiguous(memory_format=torch.channels_last); r = [c.stride(), c.is_contiguous(), c.is_contiguous(memory_format=torch.channels_last), c.contiguous(memory_format=torch.channels_last) is c, x.contiguous() is x]; (c * c).sum().backward(); s = x.grad.stride()
x = f(2, 3, 2, 2); c = x.to(memory_format=torch.channels_last); d = x.to(torch.float32, memory_format=torch.channels_last); e = torch.clone(c, memory_format=torch.contiguous_format); r = [c.stride(), d.stride(), e.stride(), c.to(memory_format=torch.channels_last) is c, x.float(memory_format=torch.channels_last).stride()]
x = f(2, 3, 2, 2, 2); c = x.clone(memory_format=torch.channels_last_3d); r = [c.stride(), c.is_contiguous(memory_format=torch.channels_last_3d), c.is_contiguous(memory_format=torch.channels_last)]
x = f(2, 1, 2, 2, grad=False); y = f(2, 3, 1, 1, grad=False); r = [x.contiguous(memory_format=torch.channels_last) is x, x.to(memory_format=torch.channels_last).stride(), y.to(memory_format=torch.channels_last).stride(), x.to(memory_format=torch.contiguous_format) is x]
x = f(2, 6, 2, 2, grad=False)[:, ::2]; r = [x.to(memory_format=torch.contiguous_format) is x, x.contiguous().stride(), x.contiguous(memory_format=torch.channels_last).stride()]
r = [one.stride() for one in (torch.empty(2, 3, 4, 5, memory_format=torch.channels_last), torch.ones_like(torch.ones(2, 3, 4, 5), memory_format=torch.channels_last), torch.zeros_like(torch.empty(2, 3, 4, 5, memory_format=torch.channels_last)), torch.randn(120).resize_((2, 3, 4, 5), memory_format=torch.channels_last), torch.randn(120).resize_as_(torch.empty(2, 3, 4, 5, memory_format=torch.channels_last), memory_format=torch.preserve_format), torch.empty_strided((2, 2), (4, 2)))]
x = torch.arange(8.0); x.resize_((1, 2, 2, 2), memory_format=torch.channels_last)
m = torch.nn.Conv2d(2, 2, 2, bias=False).double().to(memory_format=torch.channels_last); torch.nn.init.ones_(m.weight); x = f(2, 2, 3, 3); m(x).sum().backward(); r = [m.weight.stride(), m.weight.grad.stride(), m(x).stride(), torch.nn.Linear(2, 2).to(memory_format=torch.channels_last).weight.stride()]; m = None
c = f(2, 8, 4, 4, grad=False).contiguous(memory_format=torch.channels_last); F = torch.nn.functional; r = [one.stride() for one in (F.max_pool2d(c, 2), F.avg_pool2d(c, 2), F.adaptive_avg_pool2d(c, 2), F.interpolate(c, scale_factor=2.0), F.pad(c, (1, 1)), F.pixel_shuffle(c, 2), c.roll(1, 3), torch.cat([c, c], 1), torch.cat([c, c.contiguous()], 1), F.relu(c), F.conv2d(c, c[:2, :, :2, :2].clone()))]; F = None
r = [repr(torch.channels_last), type(torch.channels_last).__name__, isinstance(torch.channels_last, torch.memory_format)]
torch.ones(2, 3).contiguous(memory_format=torch.channels_last)
torch.ones(2, 3, 4).to(memory_format=torch.channels_last)
torch.empty(2, 3, memory_format=torch.channels_last_3d)
torch.nn.Conv2d(1, 2, 2).to(memory_format=torch.channels_last_3d)
f(2, 3).t().contiguous(memory_format=torch.preserve_format)
torch.ones(2).contiguous(memory_format=3)
torch.ones(8).resize_((2, 2, 2), memory_format=torch.channels_last)
"""
