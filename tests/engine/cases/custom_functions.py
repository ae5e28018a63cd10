"""Functions with a backward of their own."""

# Longer programs, separated by blank lines.
BLOCKS = """
class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        return x * y
    @staticmethod
    def backward(ctx, g):
        seen.append(list(ctx.needs_input_grad))
        return g, g
seen = []
x = f(2)
y = f(2)
g = torch.autograd.grad(F.apply(x, y).sum(), x)
del F

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, n):
        ctx.n = n
        ctx.facts = [torch.is_grad_enabled(), list(ctx.needs_input_grad), len(ctx.saved_tensors)]
        ctx.save_for_backward(x)
        return x ** n
    @staticmethod
    def backward(ctx, g):
        ctx.facts.append(torch.is_grad_enabled())
        return ctx.n * g * ctx.saved_tensors[0] ** (ctx.n - 1), None
x = f(2)
y = F.apply(x, 3)
node = y.grad_fn
g, = torch.autograd.grad(y.sum(), x, create_graph=True)
h, = torch.autograd.grad(g.sum(), x)
facts = node.facts, node.name(), repr(y), repr(node)[:32], type(node)._forward_cls is F
y = F.apply(x, 3)
y.sum().backward()
del F, node
y.grad_fn.saved_tensors

class F(torch.autograd.Function):
    @staticmethod
    def forward(x, n=2):
        return x * n, x + n
    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.n = inputs[1]
        ctx.mark_non_differentiable(output[1])
        ctx.set_materialize_grads(False)
    @staticmethod
    def backward(ctx, g, none):
        assert none is None
        return g * ctx.n, None
x = f(2)
a, b = F.apply(x)
c, d = F.apply(x, n=3)
(a + c).sum().backward()
facts = [b.requires_grad, b.is_leaf]
del F

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        return x * y
    @staticmethod
    def backward(ctx, g):
        return g
x = f(2)
F.apply(x, x).sum().backward()

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, n):
        return x * n
    @staticmethod
    def backward(ctx, g):
        return g, g
x = f(2)
F.apply(x, 3).sum().backward()

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 1
    @staticmethod
    def backward(ctx, g):
        return 3
x = f(2)
F.apply(x).sum().backward()

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 1
    @staticmethod
    def backward(ctx, g):
        return torch.ones(7)
x = f(2)
F.apply(x).sum().backward()

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 1
    @staticmethod
    def backward(ctx, g):
        return torch.ones(3, 2), None, None
x = f(2)
F.apply(x).sum().backward()
del F

class F(torch.autograd.Function):
    pass
F.apply(f(2))

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 1
F.apply(f(2)).sum().backward()

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 1
    @staticmethod
    def backward(ctx, g):
        return g
    @staticmethod
    def vjp(ctx, g):
        return g
F.apply(f(2)).sum().backward()

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x, 3)
        return x * 1
F.apply(f(2))

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x ** 2
    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx, g):
        return 2 * g * ctx.saved_tensors[0]
x = f(2)
g, = torch.autograd.grad(F.apply(x).sum(), x, create_graph=True)
plain = g.grad_fn
h, = torch.autograd.grad((F.apply(x) * x).sum(), x, create_graph=True)
node = h.grad_fn
del F
h.sum().backward()

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        return (x > 1).long(), x * 2, [x]
    @staticmethod
    def backward(ctx, a, b, c):
        return b * 2, None
x = f(2)
i, y, l = F.apply(x, torch.tensor([1]))
facts = [i.requires_grad, l[0] is x, len(y.grad_fn._input_metadata)]
needs = y.grad_fn.needs_input_grad
y.sum().backward()
del F

F = torch.autograd.Function
try:
    F()()
except RuntimeError as error:
    text = str(error)
del F, error

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 1
    @staticmethod
    def backward(ctx, g):
        return g * ctx.saved_variables[0]
x = f(2)
F.apply(x).sum().backward()
del F

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x, y)
        return x * y
    @staticmethod
    def backward(ctx, g):
        x, y = ctx.saved_tensors
        return g * y, g * x
x = f()
y = f(2, 3)
z = F.apply(x, x)
g, = torch.autograd.grad(z, x, create_graph=True)
h, = torch.autograd.grad(g, x)
b = F.apply(x, y).sum()
seen = []
n = b.grad_fn.next_functions[0][0]
n.register_prehook(lambda g: seen.append(list(g[0].shape)))
n.register_hook(lambda i, o: seen.append([list(one.shape) for one in i]))
n.metadata['a'] = 3
m = n.metadata['a']
b.backward()
with torch.no_grad():
    q = F.apply(x, y)
p = n.next_functions
del F, n

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.unbind()
    @staticmethod
    def backward(ctx, *grads):
        seen.append([g.tolist() for g in grads])
        return torch.stack(grads)
seen = []
x = f(3, 2)
a, b, c = F.apply(x)
(a * b).sum().backward()
del F

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.set_materialize_grads(False)
        return x * 2, x * 3
    @staticmethod
    def backward(ctx, a, b):
        seen.append([a is None, b is None])
        return None if a is None else a * 2
seen = []
x = f(2)
y, z = F.apply(x)
y.sum().backward(retain_graph=True)
z.sum().backward()
del F

class Stop(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 1
    @staticmethod
    def backward(ctx, g):
        return None
class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2
    @staticmethod
    def backward(ctx, g):
        seen.append(g.tolist())
        return g * 2 + 1
seen = []
x = f(2)
Stop.apply(F.apply(x)).sum().backward()
del F, Stop

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        return x * y
    @staticmethod
    def backward(ctx, g):
        return g * 2, g * 3
seen = []
x = f(2)
y = f(2)
for z in (x * y, F.apply(x, y)):
    handle = z.grad_fn.register_hook(lambda i, o: seen.append([one is None for one in i]))
    g, = torch.autograd.grad(z.sum(), x)
del F, handle
"""
