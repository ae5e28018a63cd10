"""More rules of autograd: custom functions, gradient types, nested backwards, old names."""

# ruff: noqa: E501

BLOCKS = """
@torch.no_grad()
class Foo:
    def __init__(self): self.g = torch.is_grad_enabled()
    def foo(self): return torch.is_grad_enabled()
r = [Foo().g, Foo().foo()]
del Foo

x = f(1)
class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x
    @staticmethod
    def backward(ctx, g): seen.append(None if g is None else g.tolist()); return g
seen = []
torch._C._functions.UndefinedGrad()(F.apply(x)).backward()

x = f(2)
y = torch._C._functions.DelayedError("Boom!", 1)(x)
y.sum().backward()

x = f(2)
class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        a, b = x.clone(), x.clone()
        ctx.mark_non_differentiable(b)
        ctx._materialize_non_diff_grads = False
        return a, b
    @staticmethod
    def backward(ctx, g, h): seen.append(h is None); return g
seen = []
F.apply(x)[0].sum().backward()
del F

a = f(2)
b = a * 2
seen = []
def hook(g):
    try:
        torch._C._will_engine_execute_node(b)
    except Exception as e:
        seen.append([type(e).__name__, str(e)])
b.register_hook(hook)
b.sum().backward()
del hook

class F(torch.autograd.Function):
    pass
r = [F.generate_vmap_rule, hasattr(F, 'vmap')]
del F

x = f(2)
e = torch.autograd.graph.get_gradient_edge(x)
y = x.clone()
z = f(2).clone()
g = torch.autograd.graph.GradientEdge(z.grad_fn, z.output_nr)
torch.autograd.grad(y.sum(), (x, g), allow_unused=True, materialize_grads=True)

x = f(4)
x.data = None

x = f(4)
x.requires_grad = None

x = f(4)
x.grad_dtype = torch.float32
y = (x * 2).sum()
y.backward()
d = str(x.grad.dtype)

x = f(4)
x.grad = torch.ones(4, dtype=torch.float64)
x.grad_dtype = torch.float64
x.grad_dtype = torch.float32

x = f(4)
class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx, g): return g.to(torch.float32)
x.grad_dtype = None
F.apply(x).sum().backward()
d = str(x.grad.dtype)
z = f(4)
F.apply(z).sum().backward()
e = str(z.grad.dtype)
w = f(4)
w.clone()
w.grad_dtype = torch.float16
F.apply(w).sum().backward()
h = str(w.grad.dtype)
del F

x = f(2, 2)
with torch.no_grad():
    n = x.numpy().tolist()

x = torch.ones(5)
r = [type(x).__name__, x.type(), isinstance(x, torch.FloatTensor), isinstance(x.int(), torch.IntTensor), isinstance(x, torch.DoubleTensor), isinstance(x.double(), torch.DoubleTensor), isinstance(x.bool(), torch.BoolTensor), torch.FloatTensor.dtype == torch.float32]
y = torch.LongTensor([1, 2])
z = torch.FloatTensor(2, 3).shape
w = x.type(torch.IntTensor)
v = x.type(torch.LongTensor).type()

x = f(2)
y = x.new(3).shape
z = x.new([1., 2.])
w = x.new(torch.Size([2, 2])).shape

x = f(2)
with torch.autograd._unsafe_preserve_version_counter(x.detach()):
    pass
y = x.clone()
with torch.autograd._unsafe_preserve_version_counter(y):
    y.mul_(2)
v = y._version

class F(torch.autograd.Function):
    clear_saved_tensors_on_access = True
    @staticmethod
    def forward(ctx, x): ctx.save_for_backward(x); return x.clone()
    @staticmethod
    def backward(ctx, g):
        ctx.saved_tensors
        ctx.saved_tensors
        return g
x = f(2)
F.apply(x).sum().backward()

a = f(2)
r = isinstance((a * a).grad_fn._raw_saved_self, torch._C._autograd.SavedTensor), isinstance((a * a).grad_fn.next_functions[0][0], torch._C._functions.AccumulateGrad)

x = f(3)
l = x.unbind()
seen = []
l[0].register_hook(lambda g: seen.append(None if g is None else g.tolist()))
l[0].backward()
l[1].backward()
l[2].backward()

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        x.mul_(2)
        ctx.mark_dirty(x)
        return x, x
    @staticmethod
    def backward(ctx, a, b): return a * 2 + b * 2
x = f(3)
a, b = F.apply(x.clone())
r = a is b, a.output_nr
(a + b).sum().backward()
del F

x = f(5)
with torch.autograd.detect_anomaly():
    d = x + 1
    e = d ** 2
    d += 1
    torch.autograd.grad(e.sum(), x)

x = f(3)
y = x * x
r = y.grad_fn._raw_saved_self.unpack()

class R(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        with torch.enable_grad():
            ctx.x = torch.autograd.Variable(x.detach(), requires_grad=True)
            ctx.x = ctx.x - 1
        return ctx.x.detach()
    @staticmethod
    def backward(ctx, g):
        if ctx.x < 0: return g
        with torch.enable_grad():
            R.apply(ctx.x).sum().backward()
        return g
v = torch.tensor(2000.0, requires_grad=True)
R.apply(v).sum().backward()
del R

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b, fail):
        ctx.fail = fail
        return a.sum(0, keepdim=True)
    @staticmethod
    def backward(ctx, g):
        h = g.clone().expand(4) * float('nan')
        return (h, None, None) if ctx.fail else (None, h, None)
x = f(4)
out = F.apply(x, x, True)
out.backward()
out = F.apply(x, x, False)
with torch.autograd.detect_anomaly():
    out.backward()

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.mark_dirty(a)
        return b + 2, a.add_(b)
    @staticmethod
    def backward(ctx, g, h): return h * 3, g + h
x = f(2)
y = f(2)
p, q = F.apply(x.clone(), y)
r = [q.output_nr, p.output_nr]
(p * 5 + q * 7).sum().backward()
del F

x = f(2)
with torch.autograd.set_detect_anomaly(True):
    y = (x * 2).exp()
    y.grad_fn.register_hook(lambda i, o: None)
    y.add_(1)
    y.sum().backward()

x = f(2)
z = torch.tensor([x[0].detach(), x[1].detach()])
y = torch.tensor(x.detach())

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        ctx.extra, ctx.saved, ctx.spec, ctx.edges, ctx.versions, ctx.values, ctx.outputs, ctx.origin, ctx.release, ctx.watched = range(10)
        return x * 2
    @staticmethod
    def backward(ctx, g):
        seen.append([ctx.extra, ctx.saved, ctx.spec, ctx.edges, ctx.versions, ctx.values, ctx.outputs, ctx.origin, ctx.release, ctx.watched])
        ctx.mine = 3
        return g * ctx.saved_tensors[0]
seen = []
x = f(2)
y = F.apply(x)
y.sum().backward(retain_graph=True)
m = y.grad_fn.mine
y.grad_fn.later = 5
n = y.grad_fn.later
h = hasattr(y.grad_fn, 'nothing'), y.grad_fn.needs_input_grad
del F

kept = []
class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        kept.append(ctx)
        ctx.a = 1
        r = [hasattr(ctx, 'b'), ctx.needs_input_grad, isinstance(ctx, torch.autograd.function.FunctionCtx)]
        seen.append(r)
        return x * 2
    @staticmethod
    def backward(ctx, g):
        ctx.b
        return g
seen = []
y = F.apply(f(2))
n = kept[0].name(), len(kept[0].next_functions), kept[0].metadata
a = y.grad_fn.a
kept = None
F.apply(f(2)).sum().backward()

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.note = 1
        return x * 2
    @staticmethod
    def backward(ctx, g):
        seen.append(ctx.note)
        return g
seen = []
y = F.apply(f(2))
y.grad_fn.note = 7
y.sum().backward()
del F

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, k=2): return x * k
    @staticmethod
    def backward(ctx, g): return g, None
y = F.apply(f(2), k=3)
y.sum().backward()
del F

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, k=2): return x * k
    @staticmethod
    def backward(ctx, g): return g, None
y = F.apply(x=f(2), k=3)
n = y.grad_fn.needs_input_grad
del F

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, k=2): return x * k
    @staticmethod
    def backward(ctx, g): return g, None
y = F.apply(f(2), z=3)

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        x.add_(1)
        ctx.mark_dirty(x)
        return x, y * 2
    @staticmethod
    def backward(ctx, g, h): return g * 3, h
b = f(2, 3) * 1
y = F.apply(b[0], f(3))
"""
