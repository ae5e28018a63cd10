"""Functions with a backward of their own that change their inputs or return views."""

# Longer programs, separated by blank lines.
BLOCKS = """
class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x.exp()
        ctx.save_for_backward(y, None)
        return y, 3, x * 2
    @staticmethod
    def backward(ctx, g, number, other):
        y, none = ctx.saved_tensors
        seen.append([y.grad_fn is ctx, none, number, other.tolist()])
        return g * y
seen = []
x = f(2)
y, n, z = F.apply(x)
y.sum().backward(retain_graph=True)
v, = torch.autograd.grad(y.sum(), x, create_graph=True)
w, = torch.autograd.grad(v.sum(), x)
y.add_(1)
del F
y.sum().backward()

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x.mul_(2)
    @staticmethod
    def backward(ctx, g):
        return g * 2
x = f(3)
y = x * 1
z = F.apply(y)
same, version = z is y, y._version
base = x * 1
part = base[:2]
F.apply(part)
(y.sum() + (base * base).sum()).backward()
leaf = f(2)
F.apply(leaf)

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x + 1
    @staticmethod
    def backward(ctx, g):
        return g
x = f(3)
F.apply(x * 1)

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x * 2
        ctx.mark_dirty(y)
        return y
    @staticmethod
    def backward(ctx, g):
        return g * 2
x = f(3)
y = F.apply(x)
del F

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x
    @staticmethod
    def backward(ctx, g):
        return g * 5
x = f(3)
y = F.apply(x)
facts = [y is x, y._is_view(), y._base is x]
y.sum().backward()
d = x.detach()
facts += [F.apply(d) is d, F.apply(d)._is_view()]
del F
y.add_(1)

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.view(3, 1), x.view(1, 3)
    @staticmethod
    def backward(ctx, g, h):
        return g.view(3) + h.view(3)
x = f(3)
y, z = F.apply(x)
(y.sum() + z.sum()).backward()
del F
y.add_(1)

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x ** 2
    @staticmethod
    def backward(ctx, g):
        return 2 * g * ctx.saved_tensors[0]
x = f(2)
y = x * 1
z = F.apply(y)
y.add_(1)
z.sum().backward()

class Checkpoint(torch.autograd.Function):
    @staticmethod
    def forward(ctx, run, *args):
        ctx.run = run
        ctx.save_for_backward(*args)
        return run(*args)
    @staticmethod
    def backward(ctx, grad):
        copies = [one.detach().requires_grad_() for one in ctx.saved_tensors]
        with torch.enable_grad():
            out = ctx.run(*copies)
        torch.autograd.backward(out, grad)
        return (None, *(one.grad for one in copies))
x = f(2, 3)
w = f(3, 2)
y = Checkpoint.apply(lambda x, w: (x @ w).tanh(), x, w)
z = Checkpoint.apply(lambda y: y.exp().sum(), y)
z.backward()
del Checkpoint

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x.mul_(2)
    @staticmethod
    def backward(ctx, g):
        return g * 2
x = f(2)
F.apply(x.view_as(x))

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x.mul_(2)
    @staticmethod
    def backward(ctx, g):
        return g * 2
x = f(2) * 1
a, b = x.unbind()
F.apply(a)

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x.mul_(2)
    @staticmethod
    def backward(ctx, g):
        return g * 2
x = f(2) * 1
with torch.no_grad():
    v = x[:1]
F.apply(v)

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x.mul_(2)
    @staticmethod
    def backward(ctx, g):
        return g * 2
x = f(2) * 1
with torch.no_grad():
    y = F.apply(x[:1])
facts = [y.requires_grad, y._version, x._version]
del F

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x.mul_(2)
    @staticmethod
    def backward(ctx, g):
        return g * 2
x = f(2)
with torch.no_grad():
    y = F.apply(x)
facts = [y is x, y.requires_grad, x.requires_grad, x._version]
del F

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x.mul_(2)
    @staticmethod
    def backward(ctx, g):
        return g * 2
a, b = (f(2) * 1).unbind()
with torch.no_grad():
    y = F.apply(a)
facts = [y is a, y.requires_grad, a._version]
del F, a, b

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x.mul_(2)
    @staticmethod
    def backward(ctx, g):
        return g * 2
x = torch.ones(2)
a, b = x.unbind()
y = F.apply(a)
facts = [y is a, x._version]
del F

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        ctx.save_for_backward(x.mul_(2))
        return x
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        seen.append([type(x.grad_fn).__name__, x._is_view(), x._version])
        return g * x
seen = []
x = f(2)
b = x * 1
v = b[:1]
y = F.apply(v)
facts = [y is v]
y.sum().backward()
del F

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        ctx.save_for_backward(x.mul_(2))
        return x
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        seen.append([type(x.grad_fn).__name__, x._is_view(), x._version])
        return g * x
seen = []
x = f(2)
b = x * 1
F.apply(b[:1])
g, = torch.autograd.grad(b.sum(), x, create_graph=True)
h, = torch.autograd.grad(g.sum(), x)
del F

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        ctx.save_for_backward(x.mul_(2))
        return x
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        seen.append([type(x.grad_fn).__name__, x._is_view(), x._version])
        return g * x
seen = []
x = f(2)
b = x * 1
y = F.apply(b[:1])
y.add_(1)
del F
b.sum().backward()

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = (x * 2)[:]
        ctx.mark_dirty(y)
        return y
    @staticmethod
    def backward(ctx, g):
        return g
F.apply(f(2))

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = (x * 2)[:]
        ctx.mark_dirty(y)
        return y
    @staticmethod
    def backward(ctx, g):
        return g
with torch.no_grad():
    y = F.apply(f(2))
version = y._version
del F

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x * 2
        ctx.mark_dirty(y)
        return y
    @staticmethod
    def backward(ctx, g):
        return g
with torch.no_grad():
    y = F.apply(f(2))
version = y._version
del F

a, b = (f(2) * 1).unbind()
with torch.no_grad():
    a.add_(1)
facts = [a.requires_grad, a.grad, a.detach().requires_grad, a.data.requires_grad, a._version]
del b
a.sum()
"""
