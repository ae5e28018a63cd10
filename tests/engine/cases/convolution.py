"""Convolutions and transposed convolutions."""

# ruff: noqa: E501

EXPRESSIONS = """
torch.nn.functional.conv1d(f(2, 3, 5), f(4, 3, 3), f(4))
torch.nn.functional.conv1d(f(3, 5), f(4, 3, 3), f(4))
torch.nn.functional.conv1d(f(2, 3, 7), f(4, 3, 2), f(4), stride=2, padding=1, dilation=2)
torch.nn.functional.conv1d(f(2, 4, 5), f(4, 1, 3), groups=4)
torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 3, 3), f(4))
torch.nn.functional.conv2d(f(2, 3, 5, 4), f(4, 3, 2, 3), f(4), stride=(2, 1), padding=(1, 2))
torch.nn.functional.conv2d(f(2, 4, 5, 5), f(6, 2, 3, 3), f(6), groups=2, stride=2, padding=1)
torch.nn.functional.conv2d(f(1, 2, 6, 6), f(3, 2, 2, 2), dilation=(2, 3), stride=3)
torch.nn.functional.conv2d(f(2, 3, 4, 4), f(4, 3, 1, 1), f(4))
torch.nn.functional.conv1d(f(2, 2, 5), f(3, 2, 1), f(3), stride=2, padding=2)
torch.nn.functional.conv2d(f(2, 4, 5, 6), f(4, 1, 3, 3), f(4), padding=1, groups=4)
torch.nn.functional.conv_transpose1d(f(2, 2, 5), f(2, 3, 1), padding=2, stride=2)
torch.nn.functional.conv2d(f(2, 3, 4, 4), f(4, 3, 1, 1), f(4), stride=2)
torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 3, 3), padding='same')
torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 2, 2), padding='valid')
torch.nn.functional.conv2d(f(2, 3, 5, 5).detach(), f(4, 3, 3, 3), f(4))
torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 3, 3).detach())
torch.nn.functional.conv2d(f(2, 5, 5, 3).permute(0, 3, 1, 2), f(4, 3, 3, 3))
torch.nn.functional.conv3d(f(1, 2, 3, 3, 3), f(2, 2, 2, 2, 2), f(2))
torch.nn.functional.conv3d(f(1, 2, 3, 4, 3), f(2, 1, 2, 2, 2), padding=1, groups=2, stride=2)
torch.nn.functional.conv_transpose1d(f(2, 3, 5), f(3, 2, 3), f(2))
torch.nn.functional.conv_transpose1d(f(2, 3, 3), f(3, 2, 3), f(2), 2, 1, 1, 1, 2)
torch.nn.functional.conv_transpose2d(f(2, 4, 3, 3), f(4, 3, 3, 3), f(6), groups=2, stride=2, output_padding=1)
torch.nn.functional.conv_transpose2d(f(2, 4, 3, 3), f(4, 3, 2, 3), stride=1, padding=1, dilation=2, output_padding=1)
torch.nn.functional.conv_transpose2d(f(4, 3, 3), f(4, 3, 3, 3))
torch.nn.functional.conv_transpose3d(f(1, 2, 3, 3, 3), f(2, 2, 2, 2, 2))
torch.conv2d(f(2, 3, 5, 5), f(4, 3, 3, 3), f(4))
torch.nn.functional.conv2d(torch.nn.functional.conv2d(f(1, 2, 6, 6), f(3, 2, 3, 3)).relu(), f(2, 3, 2, 2))
"""

PROGRAMS = """
torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 2, 2), padding='same', stride=2)
torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 2, 2), padding='foo')
torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 2, 3, 3))
torch.nn.functional.conv2d(f(2, 3, 5), f(4, 3, 3, 3))
torch.nn.functional.conv2d(f(2, 3, 2, 2), f(4, 3, 3, 3))
torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 3, 3), f(3))
torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 3, 3), stride=0)
torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 3, 3), padding=-1)
torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 3, 3), stride=(1, 2, 3))
torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 3, 3), groups=2)
torch.nn.functional.conv2d(f(2, 4, 5, 5), f(3, 2, 3, 3), groups=2)
torch.nn.functional.conv2d(f(5, 5), f(4, 3, 3, 3))
torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 3, 3, dtype='float32'))
torch.nn.functional.conv1d(f(5), f(4, 3, 3))
torch.nn.functional.conv1d(f(2, 3, 5), f(4, 3))
torch.nn.functional.conv_transpose2d(f(2, 3, 5, 5), f(4, 3, 3, 3))
torch.nn.functional.conv_transpose2d(f(2, 4, 5, 5), f(4, 3, 3, 3), bias=f(4))
torch.nn.functional.conv_transpose2d(f(2, 4, 5, 5), f(4, 3, 3, 3), output_padding=1)
d = {'torch': torch, 'f': f}; exec("import warnings; warnings.simplefilter('ignore'); y = torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 2, 3), padding='same')", d); y = d['y']; (y * y).sum().backward(); del d
d = {'torch': torch, 'f': f}; exec("import warnings; warnings.simplefilter('ignore'); y = torch.nn.functional.conv2d(f(3, 5, 5), f(4, 3, 2, 2), padding='same')", d); y = d['y']; (y * y).sum().backward(); del d
y = torch.nn.functional.conv2d(f(1, 2, 3, 3, dtype='float32'), f(1, 2, 2, 2, dtype='float32')); y.sum().backward(); y = y.dtype
x = f(1, 1, 4, 4); w = f(1, 1, 2, 2); y = torch.nn.functional.conv2d(x, w).exp().sum(); g, = torch.autograd.grad(y, x, create_graph=True); h, = torch.autograd.grad(g.pow(2).sum(), w, create_graph=True); k, = torch.autograd.grad(h.sum(), x); g, h = g.tolist(), h.tolist()
"""
