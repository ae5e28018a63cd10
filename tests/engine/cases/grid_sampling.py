"""Spatial transformers: images sampled at positions, and affine grids."""

# ruff: noqa: E501

EXPRESSIONS = """
torch.nn.functional.grid_sample(f(1, 2, 3, 4), f(1, 2, 3, 2, start=-0.9) / 2, align_corners=False)
torch.nn.functional.grid_sample(f(2, 1, 3, 4), f(2, 1, 2, 2, start=-1.3), align_corners=True)
torch.nn.functional.grid_sample(f(1, 1, 3, 4), f(1, 2, 2, 2, start=-1.3), padding_mode='border', align_corners=False)
torch.nn.functional.grid_sample(f(1, 1, 3, 4), f(1, 2, 3, 2, start=-2.3), padding_mode='reflection', align_corners=False)
torch.nn.functional.grid_sample(f(1, 1, 3, 4), f(1, 2, 3, 2, start=-2.3), padding_mode='reflection', align_corners=True)
torch.nn.functional.grid_sample(f(1, 2, 3, 4), f(1, 2, 2, 2, start=-1.1), mode='nearest', align_corners=False)
torch.nn.functional.grid_sample(f(1, 2, 4, 4).sin(), f(1, 2, 2, 2, start=-0.7) / 2, mode='bicubic', align_corners=False)
torch.nn.functional.grid_sample(f(1, 1, 4, 4).sin(), f(1, 2, 2, 2, start=-1.3), mode='bicubic', padding_mode='border', align_corners=True)
torch.nn.functional.grid_sample(f(1, 1, 4, 4).sin(), f(1, 2, 2, 2, start=-1.3), mode='bicubic', padding_mode='reflection', align_corners=False)
torch.nn.functional.grid_sample(f(1, 1, 4, 4).sin(), f(1, 2, 2, 2, start=-1.3), mode='bicubic', padding_mode='reflection', align_corners=True)
torch.nn.functional.grid_sample(f(1, 1, 2, 3, 2).sin(), f(1, 1, 2, 2, 3, start=-0.9) / 3, align_corners=False)
torch.nn.functional.grid_sample(f(1, 1, 2, 3, 2).sin(), f(1, 1, 2, 1, 3, start=-1.3), mode='nearest', padding_mode='border', align_corners=True)
torch.nn.functional.grid_sample(f(1, 1, 2, 3, 2).sin(), f(1, 1, 2, 1, 3, start=-1.3), padding_mode='reflection', align_corners=True)
torch.nn.functional.grid_sample(f(1, 1, 3, 4, dtype='float32'), f(1, 2, 2, 2, start=-0.9, dtype='float32') / 2, align_corners=False)
torch.nn.functional.grid_sample(f(1, 1, 1, 3).sin(), f(1, 1, 2, 2, start=-1.3), padding_mode='reflection', align_corners=True)
torch.nn.functional.grid_sample(f(1, 2, 2, 1, 3).sin(), f(1, 1, 2, 1, 3, start=-1.3), padding_mode='border', align_corners=False)
torch.nn.functional.grid_sample(f(1, 3, 4, 2).sin().permute(0, 3, 1, 2), f(1, 2, 3, 2, start=-0.9) / 2, align_corners=False)
torch.nn.functional.affine_grid(f(2, 2, 3), (2, 1, 2, 3), align_corners=False)
torch.nn.functional.affine_grid(f(1, 2, 3), (1, 1, 2, 3), align_corners=True)
torch.nn.functional.affine_grid(f(1, 3, 4), (1, 2, 2, 3, 1), align_corners=True)
torch.nn.functional.grid_sample(f(1, 1, 3, 3), torch.nn.functional.affine_grid(f(1, 2, 3) / 5, (1, 1, 2, 2), align_corners=False), align_corners=False)
"""

PROGRAMS = """
x = f(1, 1, 3, 4); g = f(1, 2, 2, 2, start=-0.9); y = torch.nn.functional.grid_sample(x, g.detach() / 2, align_corners=False); d, = torch.autograd.grad((y * y).sum(), x, create_graph=True)
x = f(1, 1, 3, 4); g = f(1, 2, 2, 2, start=-0.9); y = torch.nn.functional.grid_sample(x.detach(), g / 2, align_corners=False); d, = torch.autograd.grad((y * y).sum(), g, create_graph=True)
x = torch.nn.functional.grid_sample(f(1, 2, 4, 5), f(1, 3, 3, 2))
x = torch.nn.functional.grid_sample(f(1, 2, 4, 5), f(1, 3, 3, 1), align_corners=False)
x = torch.nn.functional.grid_sample(f(1, 2, 4, 5), f(2, 3, 3, 2), align_corners=False)
x = torch.nn.functional.grid_sample(f(1, 2, 4, 5), f(1, 3, 2), align_corners=False)
x = torch.nn.functional.grid_sample(f(1, 2, 4, 0), f(1, 3, 3, 2), align_corners=False)
x = torch.nn.functional.grid_sample(f(1, 2, 4, 5, dtype='float32'), f(1, 3, 3, 2), align_corners=False)
x = torch.nn.functional.grid_sample(f(1, 1, 2, 2, 2), f(1, 1, 1, 1, 3), mode='bicubic', align_corners=False)
x = torch.nn.functional.grid_sample(f(1, 2, 4, 5), f(1, 3, 3, 2), mode='cubic')
x = torch.nn.functional.grid_sample(f(1, 2, 4, 5), f(1, 3, 3, 2), padding_mode='zero')
x = torch.nn.functional.affine_grid(f(1, 2, 2), (1, 1, 2, 2), align_corners=False)
x = torch.nn.functional.affine_grid(f(1, 2, 3), (1, 1, 2), align_corners=False)
x = torch.nn.functional.affine_grid(f(1, 2, 3), (1, 1, 1, 2), align_corners=True)
x = torch.nn.functional.affine_grid(torch.ones(1, 2, 3, dtype=torch.int64), (1, 1, 1, 2))
x = torch.nn.functional.affine_grid(f(1, 2, 3), (1, 1, 0, 2), align_corners=False)
x = torch.grid_sampler(f(1, 1, 2, 2), f(1, 1, 1, 2), 0, 0, False)
"""
