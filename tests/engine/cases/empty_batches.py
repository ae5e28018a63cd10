"""Layers of a batch of no samples."""

# ruff: noqa: E501

PROGRAMS = """
y = torch.nn.functional.conv1d(torch.zeros(0, 2, 5, dtype=torch.float64, requires_grad=True), f(3, 2, 2)); y.sum().backward()
x, w = torch.zeros(0, 2, 5, 5, dtype=torch.float64, requires_grad=True), f(4, 1, 2, 2); y = torch.nn.functional.conv2d(x, w, groups=2); y.sum().backward()
x, w = torch.zeros(0, 2, 4, 4, 4, dtype=torch.float64, requires_grad=True), f(3, 2, 2, 2, 2); y = torch.nn.functional.conv3d(x, w, f(3), padding=1); y.sum().backward()
x, w = torch.zeros(0, 2, 5, 5, dtype=torch.float64, requires_grad=True), f(2, 3, 2, 2); y = torch.nn.functional.conv_transpose2d(x, w); y.sum().backward()
x = torch.zeros(0, 2, 6, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.max_pool1d(x, 2); y.sum().backward()
x = torch.zeros(0, 2, 6, 6, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.max_pool2d(x, 2); y.sum().backward()
x = torch.zeros(0, 2, 4, 4, 4, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.max_pool3d(x, 2); y.sum().backward()
x = torch.zeros(0, 2, 6, 6, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.avg_pool2d(x, 2); y.sum().backward()
x = torch.zeros(0, 2, 6, 6, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.adaptive_avg_pool2d(x, 3); y.sum().backward()
x = torch.zeros(0, 2, 6, 6, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.adaptive_max_pool2d(x, 3); y.sum().backward()
x = torch.zeros(0, 2, 3, 3, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.max_unpool2d(x, torch.zeros(0, 2, 3, 3).long(), 2); y.sum().backward()
x = torch.zeros(0, 2, 6, 6, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.interpolate(x, scale_factor=2, mode='bilinear'); y.sum().backward()
x = torch.zeros(0, 2, 6, 6, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.interpolate(x, scale_factor=2); y.sum().backward()
x = torch.zeros(0, 2, 6, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.interpolate(x, scale_factor=2, mode='linear'); y.sum().backward()
x, g = torch.zeros(0, 2, 4, 4, dtype=torch.float64, requires_grad=True), torch.zeros(0, 3, 3, 2, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.grid_sample(x, g, align_corners=False); y.sum().backward()
x = torch.zeros(0, 2, 3, 3, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.pad(x, (1, 1, 1, 1), mode='reflect'); y.sum().backward()
x = torch.zeros(0, 2, 3, 3, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.pad(x, (1, 1, 1, 1), mode='replicate'); y.sum().backward()
x = torch.zeros(0, 2, 4, 4, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.unfold(x, 2); y.sum().backward()
x = torch.zeros(0, 8, 4, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.fold(x, (3, 3), 2); y.sum().backward()
x = torch.zeros(0, 3, 2, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.cross_entropy(x, torch.zeros(0, 2).long(), reduction='none'); y.sum().backward()
x = torch.zeros(0, 3, dtype=torch.float64, requires_grad=True); y = torch.mode(x, 1)[0]; y.sum().backward()
x = torch.zeros(0, 4, 3, dtype=torch.float64, requires_grad=True); y = torch.nn.functional.group_norm(x, 2); y.sum().backward()
x = f(3); y = torch.nn.functional.multilabel_margin_loss(x, torch.tensor([2, 2, 0]), reduction='none'); y.backward()
x = f(2, 3); y = torch.nn.functional.multilabel_margin_loss(x, torch.tensor([[1, 1, -1], [0, 2, 0]])); y.backward()
x = f(); y = torch.nn.functional.multilabel_margin_loss(x, torch.tensor(0), reduction='none'); y.backward()
import pickle; y = [pickle.loads(pickle.dumps(one)) is one for one in (torch.tanh, torch.nn.functional.gelu, torch.cat, torch.nn.functional.linear)]; del pickle
"""
