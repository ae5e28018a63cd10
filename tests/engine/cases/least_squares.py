"""Least squares, equations of tensors, and matrices of powers."""

# ruff: noqa: E501

EXPRESSIONS = """
torch.linalg.lstsq(f(4, 2).sin(), f(4, 3)).solution
torch.linalg.lstsq(f(3, 2).sin(), f(3)).solution
torch.linalg.lstsq(f(2, 3).sin(), f(2, 2))[0]
torch.linalg.lstsq(f(2, 3, 2).sin(), f(2, 3)).solution
torch.linalg.lstsq(f(3, 2).sin(), f(3, 2), driver='gels').residuals
(lambda r: r.solution.sum() + r.residuals.sum())(torch.linalg.lstsq(f(3, 2).sin(), f(3, 2), driver='gels'))
torch.linalg.lstsq(f(2, 3, 2).sin(), f(2, 3, 2), driver='gelsd').residuals
torch.linalg.lstsq(f(2, 3, 2).sin(), f(2, 3, 1), driver='gelsd').residuals
torch.linalg.tensorinv(f(4, 2, 2).sin(), ind=1)
torch.linalg.tensorinv(f(2, 2, 4).square().sin())
torch.linalg.tensorsolve(f(4, 2, 2).sin(), f(4))
torch.linalg.tensorsolve(f(2, 4, 2).sin(), f(4), dims=(0,))
torch.linalg.tensorsolve(f(2, 2, 4).square().sin(), f(2, 2))
torch.linalg.vander(f(3), N=4)
torch.linalg.vander(f(2, 3))
"""

PROGRAMS = """
a = f(3, 2); b = f(3, 2); y = torch.linalg.lstsq(a.sin(), b.detach()).solution; d, = torch.autograd.grad((y * y).sum(), a, create_graph=True)
a = f(3, 2); b = f(3, 2); y = torch.linalg.lstsq(a.sin().detach(), b).solution; d, = torch.autograd.grad((y * y).sum(), b, create_graph=True)
x = torch.vander(f(3))
x = torch.vander(f(3), N=5, increasing=True)
x = torch.vander(f(3)); x.sum().backward()
a = f(2, 3, 2); b = f(2, 3, 2); torch.linalg.lstsq(a.sin(), b, driver='gelsd').residuals.sum().backward()
r = torch.linalg.lstsq(f(4, 2).sin(), f(4, 3), driver='gels'); s = [*r]
r = torch.linalg.lstsq(f(4, 2).sin(), f(4, 3), driver='gelsd'); s = [*r]
r = torch.linalg.lstsq(f(4, 2).sin(), f(4, 3), driver='gelss'); s = [*r]
r = torch.linalg.lstsq(f(4, 2).sin(), f(4, 3)); s = [*r]
r = torch.linalg.lstsq(f(2, 4, 2).sin(), f(2, 4), driver='gelsd'); s = [*r]
r = torch.linalg.lstsq(torch.ones(4, 2), torch.ones(4, 1), driver='gelsd'); s = [*r]
x = repr(torch.linalg.lstsq(torch.eye(2), torch.ones(2)))
torch.linalg.lstsq(f(4, 2), f(2, 4))
torch.linalg.lstsq(f(4), f(2, 4))
torch.linalg.lstsq(f(4, 2), torch.tensor(1.))
torch.linalg.lstsq(f(4, 2), f(4, 2, dtype='float32'))
torch.linalg.lstsq(f(4, 2), f(4, 2), driver='x')
torch.linalg.tensorinv(f(4, 3))
torch.linalg.tensorinv(f(4, 4), ind=0)
torch.linalg.tensorsolve(f(4, 3), f(4))
torch.vander(f(2, 3))
torch.linalg.vander(torch.tensor(1.))
torch.vander(f(3), N=-1)
x = torch.vander(f(3), N=0); y = torch.vander(torch.arange(3)); z = torch.linalg.vander(torch.arange(3))
torch.linalg.vander(f(3), N=0)
torch.linalg.vander(f(3), N=1)
"""

SAVED = """
torch.linalg.lstsq(f(3, 2), f(3, 2))[0]
"""
