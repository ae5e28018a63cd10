"""Linear and bilinear layers."""

# ruff: noqa: E501

EXPRESSIONS = """
torch.nn.functional.linear(f(2, 3), f(4, 3), f(4))
torch.nn.functional.linear(f(2, 3), f(4, 3))
torch.nn.functional.linear(f(3), f(4, 3), f(4))
torch.nn.functional.linear(f(3), f(4, 3))
torch.nn.functional.linear(f(2, 2, 3), f(4, 3), f(4))
torch.nn.functional.linear(f(2, 2, 3), f(4, 3))
torch.nn.functional.linear(f(2, 2, 2, 3), f(4, 3), f(4))
torch.nn.functional.linear(f(2, 3), f(3))
torch.nn.functional.linear(f(2, 3, 2).transpose(1, 2), f(4, 3), f(4))
torch.nn.functional.linear(f(2, 3, 2).transpose(1, 2), f(4, 3))
torch.nn.functional.linear(f(2, 3).detach(), f(4, 3), f(4))
torch.nn.functional.bilinear(f(2, 3), f(2, 4), f(5, 3, 4), f(5))
torch.nn.functional.bilinear(f(2, 3), f(2, 4), f(5, 3, 4))
torch.nn.functional.bilinear(f(2, 2, 3), f(2, 2, 4), f(5, 3, 4), f(5))
torch.nn.functional.bilinear(f(3), f(4), f(5, 3, 4))
"""

PROGRAMS = """
torch.nn.functional.linear(f(2, 3), f(4, 2), f(4))
torch.nn.functional.linear(f(2, 3), f(4, 2))
torch.nn.functional.linear(f(2, 2, 3), f(4, 2), f(4))
torch.nn.functional.linear(f(3), f(4, 2))
torch.nn.functional.linear(f(3), f(4, 2), f(4))
torch.nn.functional.linear(f(2, 3), f(4, 3, dtype='float32'))
torch.nn.functional.bilinear(f(2, 3), f(2, 4), f(5, 3, 3))
torch.nn.functional.bilinear(f(2, 3), f(3, 4), f(5, 3, 4))
torch.nn.functional.bilinear(f(2, 3), f(2, 4), f(5, 3, 4), f(4))
torch.nn.functional.bilinear(f(2, 3), f(4), f(5, 3, 4))
y = torch.nn.functional.linear(f(2, 3, dtype='float32'), f(4, 3, dtype='float32'), f(4, dtype='float32')); y.sum().backward()
torch.nn.functional.linear(f(2, 3), f(4, 3), f(4, dtype='float32'))
torch.nn.functional.bilinear(f(2, 3), f(2, 4), f(5, 3, 4, dtype='float32'))
"""
