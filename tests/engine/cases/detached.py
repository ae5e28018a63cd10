"""What ``detach_`` does to those who saved the tensor before, and after."""

# ruff: noqa: E501

PROGRAMS = """
a = f(2).clone(); b = a.sin(); a.detach_(); b.sum().backward()
a = f(2).clone(); b = a.exp(); a.detach_(); b.sum().backward()
a = f(2).clone(); b = a.exp(); b.detach_(); r = b._version
a = f(2).clone(); b = a.sin(); a.detach_(); r = a._version; b.grad_fn._saved_self
a = f(2).clone(); b = a.sin(); a.detach_(); a.requires_grad_(); b.sum().backward()
a = f(2).clone(); w = f(2); b = a * w; a.detach_(); b.sum().backward()
a = f(2).clone(); a.detach_(); w = f(2); b = a * w; b.sum().backward(); r = a._version
a = f(2).clone(); a.add_(1); a.detach_(); w = f(2); b = a * w; r = a._version; a.add_(1); s = a._version; b.sum().backward()
a = f(2).clone(); v = a.detach(); a.detach_(); w = f(2); b = a * w; v.add_(1); s = [a._version, v._version]; b.sum().backward()
a = f(2); b = a.sin(); a.detach_(); b.sum().backward()
a = f(2, grad=False); w = f(2); b = a * w; a.detach_(); b.sum().backward()
x = f(2); a = x.clone(); b = a * a; a.detach_(); a.add_(1); b.sum().backward()
x = f(2); a = x.clone(); b = torch.cat([a, a]) ** 2; a.detach_(); b.sum().backward()
"""

BLOCKS = """
class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 2
    @staticmethod
    def backward(ctx, g): return g * ctx.saved_tensors[0]
x = f(2)
a = x.clone()
b = F.apply(a)
a.detach_()
b.sum().backward()

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x, y)
        return x * 2
    @staticmethod
    def backward(ctx, g): return g * ctx.saved_tensors[0], None
x = f(2)
a = x.clone()
a.detach_()
b = F.apply(f(2), a)
b.sum().backward()
del F

a = f(2).clone()
b = a.sin()
o = []
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
    c = a.cos()
a.detach_()
c.sum().backward()
b.sum().backward()

a = f(2).clone()
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
    c = a.cos()
a.detach_()
c.sum().backward()
"""
