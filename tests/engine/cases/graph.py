"""What nodes show of themselves, and tensors of how their gradients are kept."""

# ruff: noqa: E501

PROGRAMS = """
x = f(2, 3); y = x * 2; y.retain_grad(); y.t_(); r = y.retains_grad; (y * 3).sum().backward()
x = f(2, 3); y = x * 2; y.retain_grad(); y.unsqueeze_(0); r = y.retains_grad; (y * 3).sum().backward(); g = y.grad
x = f(2, 3); y = x * 2; y.retain_grad(); y.transpose_(0, 1); r = y.retains_grad; (y * 3).sum().backward(); g = y.grad
x = f(2, 1, 3); y = x * 2; y.retain_grad(); y.squeeze_(1); r = y.retains_grad; (y * 3).sum().backward(); g = y.grad
x = f(2, 3); y = x * 2; y.retain_grad(); y.as_strided_((2,), (1,)); r = y.retains_grad; (y * 3).sum().backward(); g = y.grad
x = f(2, 3); y = x * 2; y.retain_grad(); y.mul_(2); r = y.retains_grad; (y * 3).sum().backward(); g = y.grad
x = f(2, 3); y = x * 2; y.retain_grad(); y.detach_(); r = y.retains_grad
x = f(2, 3); y = x * 2; v = y[0]; v.retain_grad(); y.mul_(2); r = v.retains_grad; (v * 3).sum().backward(); g = v.grad
x = f(2, 3); y = x * 2; o = []; y.register_hook(lambda g: o.append(list(g.shape))); y.t_(); (y * 3).sum().backward()
x = f(2, 3); y = x * 2; v = y[0]; w = v * v; y.mul_(2); w.sum().backward()
x = f(2, 3); y = x * 2; v = y[0]; y.mul_(2); w = v * v; y.mul_(3); w.sum().backward()
x = f(2, 3); y = x * 2; v = y[0]; y.mul_(2); w = v * v; v.mul_(3); w.sum().backward()
x = f(2, 3); y = x * 2; v = y[0]; w = v * v; v.mul_(3); w.sum().backward()
x = f(2, 3); y = x * 2; v = y.view(-1); w = v * v; v.mul_(3); w.sum().backward()
torch.autograd.graph.Node()
torch._C._current_graph_task_execution_order()
x = f(2); o = []; y = (x * 2); z = (y * y).sum(); y.register_hook(lambda g: o.append(torch._C._current_graph_task_execution_order())); z.backward()
x = f(2, 3); m = [(one.shape, str(one.dtype), repr(one.device), one.is_nested_tensor) for one in x.sum(0).grad_fn._input_metadata]
x = f(2); y = x * x; r = y.grad_fn._raw_saved_self; d = r.data; u = r.unpack_hook; n = (x * 2).grad_fn._raw_saved_self.data; r.register_hooks(lambda t: [t], lambda t: t[0]); e = r.data; i = r.unpack_hook([3]); y.sum().backward(); k = [r.data, r.unpack_hook]
x = f(2); y = x.exp(); d = y.grad_fn._raw_saved_result.data.tolist()
y = torch.zeros(2, 3); a, b = y.unbind(); a.add_(1); a.mul_(torch.ones(3, requires_grad=True))
y = torch.zeros(2, 3); a, b = y.unbind(); y.mul_(torch.ones(3, requires_grad=True)); r = a.requires_grad; a = None; a.x
y = torch.zeros(2, 3); a, b = y.split(1); y.mul_(torch.ones(3, requires_grad=True)); a.grad_fn
y = torch.zeros(2, 3); a, b = y.split(1); v = a[0]; y.mul_(torch.ones(3, requires_grad=True)); v.grad_fn
y = torch.zeros(2, 3); a, b = y.split(1); v = a[0]; v.mul_(torch.ones(3, requires_grad=True))
x = f(2, 3); v = x.detach().unbind()[0]; v.mul_(x[0])
y = torch.zeros(2, 3); v = torch.no_grad().__enter__(); a = y[0]; torch.set_grad_enabled(True); a.add_(1); a.mul_(torch.ones(3, requires_grad=True))
y = torch.zeros(2, 3); v = torch.no_grad().__enter__(); a = y[0]; torch.set_grad_enabled(True); y.mul_(torch.ones(3, requires_grad=True)); n = a.grad_fn
y = torch.zeros(2, 3); v = torch.no_grad().__enter__(); a = y[0]; b = a[1:]; torch.set_grad_enabled(True); c = a[1:]; b.add_(1); c.mul_(torch.ones(2, requires_grad=True))
x = f(2, 3); y = x * 1; y[0].add_(1); y.sum().backward(); y.sum().backward()
x = f(2, 3); y = x * 1; y[0] = 3; y.sum().backward(retain_graph=True); y.sum().backward()
x = f(2, 3); y = x * 1; v = y.view(-1); v.add_(v); y.sum().backward(); (v * 2).sum().backward()
"""

BLOCKS = """
class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 2
    @staticmethod
    def backward(ctx, g):
        return g * 2
y = F.apply(f(2))
callables = [callable(y.grad_fn), callable((y * y).grad_fn)]
y.grad_fn(torch.ones(2))

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 2
    @staticmethod
    def backward(ctx, g):
        return g * 2
y = F.apply(f(2))
is_node = [isinstance(y.grad_fn, torch.autograd.graph.Node), issubclass(type(y.grad_fn), torch.autograd.graph.Node)]
is_ctx = [isinstance(y.grad_fn, torch.autograd.function.FunctionCtx), issubclass(F, torch.autograd.function.FunctionCtx)]
old = issubclass(torch.autograd.function.NestedIOFunction, torch.autograd.Function)
del F
y.sum().backward()
y.grad_fn._raw_saved_tensors

x = f(2)
y = x * 2
z = (y.exp() * y).sum()
order = []
handle = z.grad_fn.register_prehook(lambda g: order.extend(n.name() for n in torch._C._current_graph_task_execution_order()))
with torch.autograd.set_multithreading_enabled(False):
    z.backward(retain_graph=True)
    torch.autograd.grad(z, y, retain_graph=True)
    z.backward(inputs=[x])
del handle

x = f(2, 3)
y = x * 2
v = y[0]
y.mul_(2)
shown = [v.grad_fn._saved_size, v.grad_fn._saved_stride, v.grad_fn._saved_storage_offset]
hidden = [hasattr(v.grad_fn, '_saved_' + one) for one in ('start', 'self_sym_sizes', 'self_sym_strides')]
"""

SAVED = """
f(6).split([2, 4])[0]
f(2, 3).as_strided((2,), (1,), 1)
(f(2, 3) * 2).as_strided_((2,), (1,), 1)
"""
