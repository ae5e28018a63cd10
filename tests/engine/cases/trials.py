"""What running PyTorch's own test programs here brought to light."""

# ruff: noqa: E501

PROGRAMS = """
torch._C._will_engine_execute_node(torch.ones(1))
x = f(2); y = x * x; y.sum().backward(); y.grad_fn._raw_saved_self.register_hooks(lambda t: t, lambda t: t)
x = f(1); a = float(x); b = complex(x).real; c = int(x); torch.set_grad_enabled(False); d = float(x)
x = f(2, grad=False); x.backward()
x = f(2); torch.autograd.backward([x.sum(), torch.ones(2)])
x = torch.autograd.Variable(torch.ones(1), volatile=True)
torch.arange(5, 1)
torch.arange(0, 5, 0)
torch.finfo(torch.int8)
torch.iinfo(torch.float32)
x = f(3); i = torch.tensor(1); y = x.gather(0, i); z = x.scatter_add(0, i, torch.tensor(2., dtype=torch.float64)); (y + z.sum()).backward()
x = f(2, 3).t(); a = x.clone(memory_format=torch.contiguous_format); b = x.clone(memory_format=torch.preserve_format); c = x.contiguous(memory_format=torch.contiguous_format); s = [one.stride() for one in (a, b, c)]; r = [x.is_contiguous(memory_format=torch.contiguous_format), repr(x.layout), repr(torch.preserve_format)]
x = f(2, 3); y = x.to(torch.float32, memory_format=torch.preserve_format); z = torch.zeros_like(x.t(), memory_format=torch.preserve_format, layout=torch.strided); s = z.stride()
x = f(2); b = x.exp(); o = []; b.register_hook(lambda g: o.append('tensor')); b.grad_fn.register_prehook(lambda g: o.append('pre')); b.grad_fn.register_hook(lambda i, g: o.append(['post', i])); b.sum().backward(inputs=(b,)); g = b.grad
x = f(2); b = x.exp(); b.sum().backward(inputs=(b,)); b.sum().backward()
x = f(2); a = f(2); d = torch.autograd.grad((x * a).sum(), x, create_graph=True); z = torch.autograd.grad(d[0].sum(), x, create_graph=True, materialize_grads=True); w = torch.autograd.grad(z[0].sum(), x, materialize_grads=True)
x = f(2); y = x * 2; a, b, c = y.sin().sum(), y.cos().sum(), y.cos().sum(); o = []; c.register_hook(lambda g: o.extend(n.name() for n in torch._C._current_graph_task_execution_order())); s = torch.autograd.set_multithreading_enabled(False); g = torch.autograd.grad((a, c, b), x); e = torch.autograd.is_multithreading_enabled(); torch.autograd.set_multithreading_enabled(True); n = torch.autograd.is_multithreading_enabled(); del s
x = f(2); n = torch.is_inference(x); torch.autograd.grad_mode.inference_mode(True); i = [torch.is_inference(t) for t in (x, x * 2)]
x = f(2); t = [x._grad_fn, x._grad, x._backward_hooks]; x.sum().backward(); s = x._grad; del x._grad_fn
x = f(2); x._backward_hooks = {7: lambda g: g * 5}; x.sum().backward(); n = len(x._backward_hooks); x._backward_hooks = None; del x._backward_hooks
torch.autograd.SavedTensor()
torch.autograd.Function.jvp(None)
k = [issubclass(one, torch.autograd.graph.Node) for one in (torch._C._functions.DelayedError, torch._C._functions.UndefinedGrad)]
x = f(2, 3); y = x[:, torch.tensor([0, 2])]; r = y.grad_fn._raw_saved_indices; n = len(r); r[1].register_hooks(lambda t: t + 0, lambda t: t * 0 + 1); y.sum().backward(); del r
x = f(2, 3); y = x[:, torch.tensor([0, 2])]; y.grad_fn._raw_saved_indices[0].register_hooks(lambda t: t, lambda t: t)
x = f(2); r = torch._C._WeakTensorRef(x); a = r.expired(); g = [torch._C.is_grad_enabled(), torch._C._autograd._saved_tensors_hooks_is_enabled()]
x = f(2); c = torch.autograd.graph.disable_saved_tensors_hooks('no'); c.__enter__(); e = torch._C._autograd._saved_tensors_hooks_is_enabled(); c.__exit__(None, None, None); del c
"""

REPRS = """
torch.finfo(torch.float32)
torch.finfo(torch.float64)
torch.finfo(torch.float16)
torch.finfo()
torch.iinfo(torch.int8)
torch.iinfo(torch.int64)
torch.iinfo(torch.uint8)
"""

BLOCKS = """
x = f(3)
outer = torch.autograd.graph.saved_tensors_hooks(lambda t: seen.append("outer"), lambda p: x)
inner = torch.autograd.graph.saved_tensors_hooks(lambda t: seen.append("inner"), lambda p: x)
seen = []
with outer:
    inner.__enter__()
    y = x.sin()
z = x.cos()
inner.__exit__(None, None, None)
w = x.tan()
del outer, inner

class View(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x[:]
    @staticmethod
    def backward(ctx, g): return g
x = f(2)
with torch.no_grad(): y = View.apply(x)
y.add_(1)

class View(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x[:]
    @staticmethod
    def backward(ctx, g): return g
y = View.apply(f(2, grad=False))
y += f(1)

class Same(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x
    @staticmethod
    def backward(ctx, g): return g
y = Same.apply(f(2, grad=False))
y += f(1)

class Constant(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x[:]
        ctx.mark_non_differentiable(y)
        return y
    @staticmethod
    def backward(ctx, g): return g
y = Constant.apply(f(2))
with torch.no_grad(): y.add_(1)
r = y.requires_grad
text = repr(y)
del y

x = torch.ones(1, requires_grad=True)
with torch.no_grad():
    y = x[:]
    y *= 2
text = repr(y)
del x, y

hooked = []
class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx, g):
        hooked.append(torch._C._autograd._get_current_graph_task_keep_graph())
        return g * 2
Scale.apply(f(2)).sum().backward()
Scale.apply(f(2)).sum().backward(retain_graph=True)

ck = torch.utils.checkpoint
runs = []
def part(x):
    runs.append(1)
    return (x * x).sin().exp()
x = f(3)
ck.checkpoint(part, x, use_reentrant=False).sum().backward()
with ck.set_checkpoint_early_stop(False):
    y = ck.checkpoint(lambda x: ck.checkpoint(part, x, use_reentrant=False), x, use_reentrant=False)
y.sum().backward()
del ck, part, y

ck = torch.utils.checkpoint
def slope(x):
    return torch.autograd.grad((x * x * x).sin().sum(), x, create_graph=True)[0]
x = f(3)
y = ck.checkpoint(slope, x, use_reentrant=False)
y.sum().backward()
del ck, slope, y

ck = torch.utils.checkpoint
class Reader(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 2
    @staticmethod
    def backward(ctx, g):
        ctx.saved_tensors
        ctx.saved_tensors
        return g
ck.checkpoint(Reader.apply, f(2), use_reentrant=False).sum().backward()

ck = torch.utils.checkpoint
calls = []
def growing(x):
    calls.append(1)
    for _ in calls: x = x.exp()
    return x
with ck.set_checkpoint_early_stop(False):
    y = ck.checkpoint(growing, f(2), use_reentrant=False)
try: y.sum().backward()
except ck.CheckpointError as error: text = str(error).splitlines()[0]
del ck, growing, y

ck = torch.utils.checkpoint
ck.checkpoint(torch.exp, f(2), use_reentrant=False, determinism_check="all")

ck = torch.utils.checkpoint
kept = f(2, grad=False)
seen = []
class Keeper(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(y)
        return x * 2
    @staticmethod
    def backward(ctx, g):
        seen.append(ctx.saved_tensors[0] is kept)
        return g, None
ck.checkpoint(Keeper.apply, f(2), kept, use_reentrant=False).sum().backward()
del ck

with torch.inference_mode():
    x = torch.ones(2, 3, requires_grad=True)
    v = x.view(-1)
    r = [v._is_view(), v.requires_grad, v._base, v.is_inference(), x[0]._is_view(), f(2).view(-1)._is_view()]
    x.transpose_(0, 1)
    s = x.shape
    x.unsqueeze_(0)
w = x.view(-1)
r.append(w._is_view())
del x, v, w

class Asks(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        seen.append(isinstance(ctx, torch.autograd.graph.Node))
        return x * 2
    @staticmethod
    def backward(ctx, g):
        seen.append(isinstance(ctx, torch.autograd.graph.Node))
        return g
seen = []
Asks.apply(f(2)).sum().backward()

def unpack(tensor):
    node = torch._C._current_autograd_node()
    node.register_hook(lambda inputs, outputs: tuple(None if g is None else g / 2 for g in inputs))
    return tensor
x = f(2)
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, unpack):
    x.exp().sum().backward()
del unpack

with torch.autograd.graph.allow_mutation_on_saved_tensors() as context:
    x = f(2)
    a = x.clone()
    b, c = a ** 2, a ** 2
    n = [len(context.tid_to_weakhandle), len(context.cloned)]
    a.sin_()
    n.append(len(context.cloned))
    (b + c).sum().backward()
    g = x.grad.clone()
    d = a ** 2
    a.sin_()
    del b, c
    n.append(len(context.cloned))
    d.sum().backward()
    del d
    n.append(len(context.cloned))
n.append(len(context.cloned))
del context
"""
