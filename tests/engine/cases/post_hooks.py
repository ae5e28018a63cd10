"""What post-hooks of nodes see: what happened to the gradients before them."""

# ruff: noqa: E501

PROGRAMS = """
x = f(3); a = x.view_as(x).grad_fn.next_functions[0][0]; h = x.register_hook(lambda g: g.sub(2.0)); h2 = a.register_prehook(lambda o: (o[0].div(5.0),)); h3 = x.register_post_accumulate_grad_hook(lambda p: [p.grad.add_(0.5)] and None); o = []; h4 = a.register_hook(lambda i, g: o.append(g[0].tolist())); x.sum().backward(); h = h2 = h3 = h4 = a = None
x = f(3); a = x.view_as(x).grad_fn.next_functions[0][0]; h3 = x.register_post_accumulate_grad_hook(lambda p: [p.grad.add_(0.5)] and None); o = []; h4 = a.register_hook(lambda i, g: o.append(g[0].tolist())); x.sum().backward(); h3 = h4 = a = None
x = f(3); a = x.view_as(x).grad_fn.next_functions[0][0]; h3 = x.register_post_accumulate_grad_hook(lambda p: [p.grad.add_(0.5)] and None); o = []; h4 = a.register_hook(lambda i, g: o.append(g[0].tolist())); (x * x).sum().backward(); h3 = h4 = a = None
x = f(3); a = x.view_as(x).grad_fn.next_functions[0][0]; h3 = x.register_post_accumulate_grad_hook(lambda p: [p.grad.add_(0.5)] and None); o = []; h4 = a.register_hook(lambda i, g: o.append(g[0].tolist())); (x * x).sum().backward(); (x * x).sum().backward(); h3 = h4 = a = None
x = f(3); a = x.view_as(x).grad_fn.next_functions[0][0]; h3 = x.register_post_accumulate_grad_hook(lambda p: [p.grad.add_(0.5)] and None); o = []; h4 = a.register_hook(lambda i, g: o.append(g[0].tolist())); (x * x).sum().backward(create_graph=True); r = x.grad.tolist(); x.grad = None; h3 = h4 = a = None
x = f(3); a = x.view_as(x).grad_fn.next_functions[0][0]; h3 = x.register_post_accumulate_grad_hook(lambda p: [p.grad.add_(0.5)] and None); o = []; h4 = a.register_hook(lambda i, g: o.append(g[0].tolist())); k = []; h5 = x.register_hook(lambda g: k.append(g) or g * 2); (x * x).sum().backward(); h3 = h4 = h5 = a = None
x = f(3); a = x.view_as(x).grad_fn.next_functions[0][0]; h3 = x.register_post_accumulate_grad_hook(lambda p: setattr(p, 'grad', None)); o = []; h4 = a.register_hook(lambda i, g: o.append(g[0].tolist())); (x * x).sum().backward(); h3 = h4 = a = None
"""

BLOCKS = """
def unpack(t):
    torch._C._current_autograd_node().register_hook(lambda i, o: seen.append([g is None for g in o]) or tuple(None if g is None else g / 2 for g in i))
    return t
seen = []
x = f(3, 3)
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, unpack):
    var, mean = torch.var_mean(x, dim=0)
    loss = (var + mean).sum()
loss.backward()
del unpack, loss, var, mean
"""
