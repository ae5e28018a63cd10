"""The rules of autograd: hooks, versions, views, detaching, messages."""

# ruff: noqa: E501

PROGRAMS = """
x = torch.tensor([-1., 2., float('nan')], requires_grad=True); y = torch.relu(x); y.backward(torch.tensor([float('inf'), float('inf'), 1.]))
x = torch.tensor([-1., .5, 2.], requires_grad=True); y = torch.nn.functional.hardtanh(x, 0., 1.); y.backward(torch.full((3,), float('inf')))
x = torch.tensor([float('nan'), 2., float('nan')], requires_grad=True); x.max().backward(); g = x.grad.tolist()
x = f(2); y = x.exp(); y.sum().backward(); y.grad_fn._saved_result
x = f(2); o = []; x.register_hook(lambda g: o.append('tensor')); y = x * 2; a = y.grad_fn.next_functions[0][0]; a.register_prehook(lambda g: o.append('pre')); a.register_hook(lambda i, g: o.append(['post', i, x.grad is not None])); x.register_post_accumulate_grad_hook(lambda p: o.append('accumulated')); y.sum().backward(); del a, y
x = f(2); o = []; y = x * 2; y.retain_grad(); y.register_hook(lambda g: o.append(1)); y.register_hook(lambda g: g * 3); y.grad_fn.register_prehook(lambda g: o.append(['pre', g[0].tolist()])); y.grad_fn.register_hook(lambda i, g: o.append(['post', i[0].tolist(), i[1], g[0].tolist()])); y.sum().backward()
x = f(2); o = []; y = x * 2; y.register_hook(lambda g: o.append('hook')); y.grad_fn.register_prehook(lambda g: o.append('pre')); y.grad_fn.register_hook(lambda i, g: o.append('post')); g, = torch.autograd.grad(y.sum(), y)
x = f(3); o = []; y = x * 2; y.register_hook(lambda g: o.append(g.tolist())); (y * y + y).sum().backward()
x = f(2, 3); z = f(3); o = []; y = x * z; y.grad_fn.register_hook(lambda i, g: o.append([list(one.shape) for one in i])); y.sum().backward()
x = f(2, 3); z = f(2, 1); g = torch.autograd.grad((x * z).sum(), z, create_graph=True)
x = f(2, 3); z = f(3); g = torch.autograd.grad((x * z).sum(), z, create_graph=True)
a = f(2); o = []; b = a * 2; c = a * 3; z = b + c; zz = z * z; d = a * 5; w = zz + d; s = w.sum(); _ = [t.register_hook(lambda g, n=n: o.append(n)) for n, t in [('a', a), ('b', b), ('c', c), ('z', z), ('zz', zz), ('d', d), ('w', w), ('s', s)]]; s.backward()
p = f(2); q = f(2); o = []; l = p * 1; m = q * 1; n = l * m; _ = [t.register_hook(lambda g, k=k: o.append(k)) for k, t in enumerate([p, q, l, m, n])]; n.sum().backward()
x = f(2); (x * 2).sum().backward(); g = x.grad; (x * 2).sum().backward(); same = x.grad is g; v = g._version
x = f(2); (x * x).sum().backward(create_graph=True); g = x.grad; (x * x).sum().backward(create_graph=True); same = x.grad is g; v = g._version
x = f(2); s = torch.ones(2, dtype=torch.float64); x.backward(s); same = x.grad is s
x = f(3, 2); y = x.t(); (y * 2).sum().backward(); s = x.grad.stride()
x = f(2); y = x * 2; y.retain_grad(); y.mul_(3); y.register_hook(lambda g: None); y.sum().backward(); g = y.grad
x = f(2); o = []; y = x * 2; y.register_hook(lambda g: o.append(g.tolist())); y.mul_(3); y.sum().backward()
x = f(2); x.retain_grad(); r = x.retains_grad; (x * 2).sum().backward()
x = f(2); y = x * 2; r = y.retains_grad; y.sum().backward(inputs=[y]); s = y.retains_grad
x = f(2); y = x * 2; x.requires_grad_(False); y.sum().backward()
x = f(2, 3); y = x * 2; v = y[0]; w = v[1:]; b = [w._base is y, v._base is y, w._is_view(), w._version]; w.mul_(2); r = [y._version, v._version, w._version]
x = f(2); d = x.detach(); r = [d._is_view(), d._base, d._version]; d.add_(1); v = [x._version, d._version]
x = f(2); x.data.add_(1); x.data = torch.zeros(2, dtype=torch.float64); x.detach().numpy()[0] = 7; v = x._version
x = f(2); r = [x.to(torch.float64) is x, x.contiguous() is x, x.flatten() is x, (+x) is x, x.reshape(2) is x, x.view(2) is x, x.squeeze() is x, x.expand(2) is x]
x = f(2); y = (x * 2).sum(); y.backward(); y.backward()
x = f(2); y = x ** 2; y.sum().backward(); e = y.grad_fn._saved_exponent
x = f(2); e = x.exp(); a = (e * 2).sum(); b = (e * 3).sum(); a.backward(); b.backward()
x = f(2); h = x.register_hook(lambda g: g * 2); h.__enter__(); (x * 2).sum().backward(); h.__exit__(None, None, None); (x * 2).sum().backward(); h.remove(); h.remove()
x = f(2); y = x * 2; h = y.grad_fn.register_hook(lambda i, g: (i[0] * 2, None)); y.sum().backward(); h.remove(); y.sum().backward()
x = f(2); y = x * 2; y.register_hook(lambda g: g); y.register_hook(lambda g: None); y.sum().backward()
x = f(2); y = x * 2; y.grad_fn.register_prehook(lambda g: g); y.grad_fn.register_prehook(lambda g: 3); y.sum().backward()
x = f(2); y = x * 2; y.grad_fn.register_prehook(lambda g: (g[0], g[0])); y.sum().backward()
x = f(2); y = x * 2; y.grad_fn.register_prehook(lambda g: (g[0][:1],)); y.sum().backward()
x = f(2); y = x * 2; y.grad_fn.register_prehook(lambda g: (g[0].float(),)); y.sum().backward()
x = f(2); y = x * 2; y.grad_fn.register_hook(lambda i, g: (i[0][:1], None)); y.sum().backward()
x = f(2); x.register_post_accumulate_grad_hook(lambda p: 3); x.sum().backward()
x = f(2); x.register_post_accumulate_grad_hook(lambda p: p); x.sum().backward()
x = torch.zeros(2); x.register_post_accumulate_grad_hook(lambda p: None)
x = f(2); x.grad_fn = None
x = f(2); x._version = 3
x = f(2); x.is_leaf = False
x = f(2); y = x * 2; d = y.grad_dtype
x = f(2); y = x * 2; y.grad_dtype = torch.float32
x = f(2); d = str(x.grad_dtype); x.grad_dtype = torch.float32; e = str(x.grad_dtype); x.grad = torch.zeros(2)
x = f(2); x.grad_dtype = None; x.grad = torch.zeros(2); s = str(x.grad_dtype)
x = f(2); x.grad = torch.zeros(2, dtype=torch.float64); g = x.grad; x.grad = None; del x.grad
x = f(2); torch.autograd.grad(x.sum(), [x], [torch.tensor(2., dtype=torch.float64)])[0].tolist(); torch.autograd.grad(x.sum(), x, [1])
x = f(2); torch.autograd.backward([x.sum(), x.sum()], [None])
x = f(2); x.sum().backward(inputs=[])
x = f(2); torch.autograd.grad(x.sum(), x, allow_unused=False, materialize_grads=True)
x = f(2, 3); y = x * 2; torch.autograd.grad(y, x, torch.ones(3, dtype=torch.float64))
x = f(2); y = x * 2; y.backward(torch.ones(2, dtype=torch.float32)); d = str(x.grad.dtype)
x = f(2); y = x.long()
x = f(2); y = x.sum(); i = y > 1; i.backward()
x = torch.tensor([-1., 2.], dtype=torch.float64, requires_grad=True); torch.autograd.set_detect_anomaly(True); torch.sqrt(x).sum().backward()
x = torch.tensor([-1., 2.], dtype=torch.float64, requires_grad=True); y = torch.sqrt(x).sum(); torch.autograd.set_detect_anomaly(True); y.backward()
x = torch.tensor([-1., 2.], dtype=torch.float64, requires_grad=True); torch.autograd.set_detect_anomaly(True, check_nan=False); torch.sqrt(x).sum().backward()
x = f(2); torch.autograd.set_detect_anomaly(True); y = (x ** 3).sum(); p = [type(y.grad_fn.metadata['traceback_']).__name__, 'parent_' in y.grad_fn.metadata]; g, = torch.autograd.grad(y, x, create_graph=True); n = g.grad_fn.metadata['parent_']; m = n.name(); torch.autograd.set_detect_anomaly(False)
x = f(2); y = x * 2; y.grad_fn.metadata['a'] = 1; m = y.grad_fn.metadata
x = f(2); y = x * x; z = y.grad_fn(torch.ones(2, dtype=torch.float64))
x = f(2); y = x * 2; y.grad_fn(torch.ones(2), torch.ones(2))
x = f(2); y = x * 2; y.grad_fn(3)
x = f(2); y = x * 2; z = y.grad_fn(None)
x = f(2); y = x * 2; a = y.grad_fn.next_functions[0][0]; z = a(torch.ones(2, dtype=torch.float64)); v = a.variable is x; n = a.name(); s = a._sequence_nr()
x = f(2, 3); y = x.unbind(); n = len(y[0].grad_fn._input_metadata); m = [one.shape for one in y[0].grad_fn._input_metadata]
x = f(2); s = x.sum(); s.grad_fn._set_sequence_nr(5); n = s.grad_fn._sequence_nr()
x = f(2); y = x * 2; e = torch.autograd.graph.get_gradient_edge(y); g = torch.autograd.grad((y * y).sum(), e); n = e.output_nr
x = f(2); y = x * 2; e = torch.autograd.graph.get_gradient_edge(y); g = torch.autograd.grad(e, x, torch.ones(2, dtype=torch.float64))
x = f(2); y = x * 2; e = torch.autograd.graph.get_gradient_edge(y); g = torch.autograd.grad(e, x)
x = f(2); y = x * 2; e = torch.autograd.graph.get_gradient_edge(y); torch.autograd.grad(e, x, torch.ones(3))
x = f(2); y = (x * 2).sum(); torch.autograd.backward(torch.autograd.graph.get_gradient_edge(y))
x = f(2); z = f(2); y = (x * z).sum(); torch.autograd.backward(y, inputs=[torch.autograd.graph.get_gradient_edge(x)])
x = f(2); z = f(2); g = torch.autograd.grad((x * z).sum(), {'x': x, 'z': z}); k = list(g); v = list(g.values()); del g
x = f(2); torch.autograd.grad(x.sum(), {})
x = f(2); z = f(2); y = (x * z).sum(); torch.autograd.backward(y, inputs={'x': x})
x = f(2); torch.autograd.grad(x.sum(), {'a': f(2)})
x = f(2); i = isinstance((x * 2).grad_fn, torch.autograd.graph.Node); j = isinstance(3, torch.autograd.graph.Node)
x = f(2); torch.autograd.graph.increment_version(x); torch.autograd.graph.increment_version([x, x]); v = x._version
x = f(2); y = x * x; y.grad_fn._raw_saved_self.register_hooks(lambda t: 3, lambda n: torch.ones(2, dtype=torch.float64) * n); s = y.grad_fn._saved_self; y.sum().backward()
x = f(2); y = x * x; r = y.grad_fn._raw_saved_self; r.register_hooks(lambda t: t, lambda t: t); y.grad_fn._raw_saved_self.register_hooks(lambda t: t, lambda t: t)
x = f(2); y = x * x; r = y.grad_fn._raw_saved_self; y.sum().backward(); r.register_hooks(lambda t: t, lambda t: t)
x = f(2); (x * 2).grad_fn._raw_saved_self.register_hooks(lambda t: t, lambda t: t)
a = f(2); b = f(2); c = a * b; d = a * b; o = []; h = torch.autograd.graph.register_multi_grad_hook((a, b, c, d), lambda gs: o.append([g is not None for g in gs])); c.sum().backward(retain_graph=True); c.sum().backward(inputs=(a,), retain_graph=True); (c + d).sum().backward(retain_graph=True); h.remove(); c.sum().backward(); del h
a = f(2); b = f(2); c = a * b; o = []; h = torch.autograd.graph.register_multi_grad_hook((a, b, c), lambda g: o.append(g.tolist()), mode='any'); c.sum().backward(retain_graph=True); c.sum().backward(); del h
a = f(2); h = torch.autograd.graph.register_multi_grad_hook((a,), print, mode='most')
a = f(2); h = torch.autograd.graph.register_multi_grad_hook((a, torch.ones(2)), print)
a = f(2); h = torch.autograd.graph.register_multi_grad_hook((a,), print); torch.autograd.grad(a.sum(), a)
x = f(2); o = []; y = x * 2; y.register_hook(lambda g: torch.autograd.Variable._execution_engine.queue_callback(lambda: o.append(x.grad.tolist()))); y.sum().backward()
torch.autograd.Variable._execution_engine.queue_callback(print)
i = torch._C._current_graph_task_id(); n = torch._C._current_autograd_node(); torch._C._will_engine_execute_node(f(2).exp().grad_fn)
x = f(2); o = []; y = x * 2; y.register_hook(lambda g: o.append(torch._C._current_autograd_node().name())); y.sum().backward()
x = f(2); y = (x * 2).sum(); import copy; c = copy.deepcopy(x); copy.deepcopy(y)
x = f(2); x.sum().backward(); import copy; c, d = copy.deepcopy([x, x]); s = c is d; e = copy.copy(x); del copy
x = f(2); import pickle; y = pickle.loads(pickle.dumps(x)); z = pickle.loads(pickle.dumps(x * 2)); n = pickle.loads(pickle.dumps(torch.tensor([1, 2]))); d = str(pickle.loads(pickle.dumps(torch.float32))); del pickle
x = f(2, 3); y = x.t() * 1; v = torch.as_strided(y, (2,), (1,)); v.mul_(2); y.sum().backward()
x = f(2, 3); y = x * 1; v = torch.as_strided(y.t(), (2, 2), (1, 2), 1); w = (v * v).sum(); w.backward()
x = f(2, 3); y = (x * 1).t(); v = y.as_strided((3,), (2,)); w = (v * v).sum(); w.backward()
x = torch.zeros(3, 2).t(); l = x.requires_grad_(); v = l.as_strided((3,), (2,)); (v * torch.tensor([1., 2., 3.])).sum().backward()
x = f(6); y = x.as_strided((2, 3), (1, 1)); (y * y).sum().backward()
a = f(2); b = f(2); c = f(2); o = []; _ = [t.register_hook(lambda g, n=n: o.append(n)) for n, t in zip('abc', [a, b, c])]; torch.stack([a, b, c]).sum().backward()
a = f(2); b = f(2); c = f(2); d = f(2); e = f(2); o = []; _ = [t.register_hook(lambda g, n=n: o.append(n)) for n, t in zip('abcde', [a, b, c, d, e])]; torch.cat([a, b, c, d, e]).sum().backward()
l = [f(2) for _ in range(9)]; o = []; _ = [t.register_hook(lambda g, n=n: o.append(n)) for n, t in enumerate(l)]; torch.cat(l).sum().backward()
l = [f(2) for _ in range(4)]; o = []; _ = [t.register_hook(lambda g, n=n: o.append(n)) for n, t in enumerate(l)]; torch.cat(l + l[:2]).sum().backward()
x = f(2); y = x * x; g = torch.no_grad().__enter__(); x.add_(1); g = torch.set_grad_enabled(True); y.sum().backward()
x = torch.tensor(1.5, dtype=torch.float64, requires_grad=True); y = x * 1; z = y * y; y.add_(1); z.backward()
x = f(2, 3); v = x[0]; v.mul_(2)
x = f(2); torch.autograd.backward([x.sum()], [3])
x = f(2); torch.autograd.backward([x.sum(), x.sum()], [None, None])
x = f(2); torch.autograd.grad([x.sum(), (x * x).sum()], x, [None, torch.tensor(3., dtype=torch.float64)])[0].tolist()
x = f(2); torch.autograd.backward([])
x = torch.zeros(2, 3); x.size(5)
x = torch.zeros(()); x.size(0)
x = torch.zeros(()); len(x)
x = torch.zeros(()); list(x)
x = torch.zeros(2); bool(x)
x = torch.zeros(0); bool(x)
x = torch.zeros(2); float(x)
x = torch.zeros(2); x.item()
x = torch.zeros(0); x.item()
x = torch.tensor(1.); range(3)[x]
x = torch.tensor([1, 3]); 'a' in x
x = torch.tensor([1.]); x.type('foo')
x = torch.tensor([[1], [2, 3]])
x = torch.tensor([[1, 2], 3])
x = torch.tensor('a')
x = torch.tensor(None)
x = torch.Tensor(1.5)
x = f(2); import numpy; numpy.asarray(x)
x = torch.zeros(2); y = x.long(); z = x.double(); w = x.to(torch.float64); v = x.float() is x; u = x.type(torch.int64); t = x.to(y)
x = f(2); a = x.new_zeros(3); b = x.new_ones(2, 2); c = x.new_full((2,), 3.); d = x.new_tensor([1, 2], requires_grad=True); e = list(x.new_empty((2, 3)).shape)
x = f(2, 3); a = [x.dim(), x.numel(), x.element_size(), x.nbytes, x.is_contiguous(), x.t().is_contiguous(), x.is_floating_point(), x.is_complex(), x.get_device(), x.is_signed()]; b = list(x.stride()), x.stride(0), x.size(-1), x[1].storage_offset(), list(x.t().contiguous().stride())
x = torch.tensor([1, 2, 3]); a = [3 in x, 7 in x, len(x), int(x[0]), float(x[1]), bool(x[2]), range(9)[x[2]]]; b = [t.item() for t in x]; c = x.tolist()
x = torch.tensor([5, 3]); a = x | 2; b = x & 1; c = ~x; d = x ^ 7; e = 1 & x; f1 = x << 1; g = x >> 1; h = ~torch.tensor([True]); i = torch.tensor([True]) | torch.tensor([False])
x = torch.tensor([1.]); x & x
x = torch.Tensor([1, 2]); y = torch.Tensor(2, 3).shape; z = torch.Tensor(); w = torch.Tensor(torch.zeros(2, dtype=torch.float64))
x = torch.zeros(2, 3, device='cpu'); y = torch.ones(2, device=torch.device('cpu'), dtype=torch.float64, requires_grad=True); d = [str(x.device), repr(x.device), x.device == torch.device('cpu'), x.device.type]
x = [torch.finfo(torch.float32).eps, torch.iinfo(torch.int64).max, torch.is_floating_point(torch.zeros(1)), torch.numel(torch.zeros(3)), str(torch.result_type(torch.tensor([1]), 1.5)), torch.can_cast(torch.float32, torch.int32)]
x = f(2); y = x * 2; y.detach_(); r = [y.requires_grad, y.is_leaf]; z = (y * x).sum(); z.backward()
x = f(2); y = (x * 2)[0]; y.detach_()
x = f(2); x.requires_grad = False; r = x.requires_grad; x.requires_grad = True
x = f(2); y = x * 2; y.requires_grad = False
x = f(2); x.data = torch.zeros(3, dtype=torch.float64); r = list(x.shape)
"""

# Longer programs, separated by blank lines.
BLOCKS = """
x = f(2)
x.register_post_accumulate_grad_hook(lambda p: torch.ones(2, dtype=torch.float64))
x.sum().backward()

x = f(2)
x.register_post_accumulate_grad_hook(lambda p: torch.ones(2))
x.sum().backward()

x = f(2)
o = []
def again(g):
    if len(o) < 3:
        o.append(torch._C._current_autograd_node().name())
        (x * 2).sum().backward()
        o.append(torch._C._current_autograd_node().name())
y = x * 3
y.register_hook(again)
y.sum().backward()
del again

import copy
x = f(2)
copy.deepcopy((x * 2).sum())

x = f(2)
(x * x).sum().backward()
x.grad.requires_grad_()
g = x.grad
(x * x).sum().backward()
same = x.grad is g
"""
