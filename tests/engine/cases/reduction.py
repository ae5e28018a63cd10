"""Reductions, over all elements or some dimensions."""

# ruff: noqa: E501

EXPRESSIONS = """
f(2, 3).sum(dim=None)
f(2, 3).sum(dim=())
f(2, 3).sum(dim=None, keepdim=True)
f(2, 3).mean(dim=None)
f(2, 3).mean(dim=(), keepdim=True)
f(2, 3).sum(())
f(2, 3, 2).sum((0, -1), keepdim=True)
f(2, 3).mean((0, 1))
f(2, 3).mean(())
f().sum(0)
f().mean(-1)
f(0).sum()
f(2, 3).prod()
f(2, 3).prod(1)
f(2, 3).prod(-1, keepdim=True)
f().prod()
f().prod(0)
(f(2, 3) - 0.5).prod()
(f(2, 3) - 0.5).prod(1)
f(0).prod()
f(2, 3).nansum()
f(2, 3).nansum(1)
f(2, 3).nanmean()
f(2, 3).nanmean(1, keepdim=True)
f(2, 3).max()
f(2, 3).min()
f(2, 3).max(1)[0]
f(2, 3).max(dim=0, keepdim=True).values
f(2, 3).min(-1)[0]
f().max(0)[0]
f().max()
torch.max(f(3), f(3) * 2 - 1)
torch.min(f(3), f(3) * 2 - 1)
f(2, 3).amax()
f(2, 3).amax(1)
f(2, 3).amin((0, 1), keepdim=True)
f(2, 3).amin(-1)
f().amax()
torch.aminmax(f(2, 3)).max
torch.aminmax(f(2, 3), dim=1).min
(f(2, 3) * 0 + f(1)).max()
(f(2, 3) * 0 + f(1)).amax(1)
f(2, 3).median()
f(2, 3).median(1)[0]
f(2, 4).median(1, keepdim=True).values
f().median(0)[0]
f(2, 3).nanmedian()
f(2, 3).nanmedian(1)[0]
f(2, 3).mode(1)[0]
f(2, 3).kthvalue(2, 1)[0]
f(2, 3).kthvalue(1)[0]
(lambda a, b: a + b)(*torch.aminmax(f(2, 3), dim=1))
"""

PROGRAMS = """
x = f(2, 3); a = x.sum(dtype=torch.float32); b = x.sum(1, dtype=torch.float32); c = x.mean(dtype=torch.float32); d = x.prod(1, dtype=torch.float32)
x = f(2, 3); y = x.sum(1, dtype=torch.float32); y.sum().backward()
x = torch.tensor([2., 0., 3.], requires_grad=True); y = x.prod(); y.backward()
x = torch.tensor([2., 0., 0.], requires_grad=True); y = x.prod(); y.backward()
x = torch.tensor([[2., 0., 3.], [1., 2., 3.]], requires_grad=True); y = x.prod(1); y.sum().backward()
x = torch.tensor([2., 0., 3.], requires_grad=True); g, = torch.autograd.grad(x.prod(), x, create_graph=True); h, = torch.autograd.grad((g * g).sum(), x); g = g.detach()
x = torch.tensor([1., 3., 3.], requires_grad=True); a = x.max(); a.backward()
x = torch.tensor([1., 3., 3.], requires_grad=True); a = x.max(0); a.values.backward()
x = torch.tensor([1., 3., 3.], requires_grad=True); a = x.amax(0); a.backward()
x = torch.tensor([1., 3., 3.], requires_grad=True); a = x.median(); a.backward()
x = torch.tensor([1., 3., 3., 1.], requires_grad=True); a = x.mode(); a.values.backward()
x = torch.tensor([1., float('nan'), 3.], requires_grad=True); a = x.nansum(); b = x.nanmean(); (a + b).backward()
x = torch.tensor([1., float('nan'), 3.], requires_grad=True); a = x.max(); b = x.min(0); c = x.argmax(); d = x.median(); e = x.nanmedian(); g = x.median(0)
x = torch.tensor([1, 2]); a = x.sum(); b = x.prod(); c = x.sum(dtype=torch.float64); d = x.max(); e = x.min(0); g = x.median(); h = x.nansum(); i = x.amax(); j = x.mode()
x = torch.tensor([1, 2], dtype=torch.int32); a = x.sum(); b = x.prod(0); c = x.max()
x = torch.tensor([True, False]); a = x.sum(); b = x.prod(); c = x.any(); d = x.all(); e = x.max()
x = torch.tensor([True, False]); x.argmax()
x = torch.tensor([1, 2]); x.mean()
x = torch.tensor([[1, 0], [2, 3]], dtype=torch.uint8); a = x.all(); b = x.any(1); c = x.all((0, 1)); d = x.all(0, keepdim=True)
x = f(2, 3, grad=False); a = x.all(); b = x.any(1); c = x.all(-1, keepdim=True); d = x.any((0, 1)); e = torch.count_nonzero(x - 0.5); g = torch.count_nonzero(x, 1)
x = f(2, 3, grad=False); a = x.argmax(); b = x.argmin(1); c = x.argmax(-1, keepdim=True); d = x.argmax(0); e = f().argmax(0)
x = f(2, 3); a, b = x.max(1); n = a.grad_fn is not None; c = b.requires_grad
x = f(2, 3, grad=False); a = torch.max(x, 1).indices; b = torch.min(x, dim=0).values; c = list(torch.max(x, 1)._fields) if hasattr(torch.max(x, 1), '_fields') else ['values', 'indices']
x = f(2, 3).detach(); r = repr(x.max(1)); s = repr(torch.sort(x)); u = type(x.max(1)).__name__
x = f(2, 3); x.sum(5)
x = f(2, 3); x.sum((0, 0))
x = f(2, 3); x.mean(-3)
x = f(2, 3); x.max(5)
x = f(2, 3); x.prod(5)
x = f(2, 3); x.amax(5)
x = f(2, 3); x.argmax(5)
x = f(2, 3); x.all(5)
x = f(2, 3); x.median(5)
x = f(2, 3); x.mode(5)
x = f(2, 3); x.kthvalue(7, 1)
x = f(2, 3); x.kthvalue(1, 5)
x = f(2, 3); x.nansum(2)
x = f(); x.sum(1)
x = torch.zeros(0); x.max()
x = torch.zeros(0, 3); x.max(0)
x = torch.zeros(0, 3); x.amax(0)
x = torch.zeros(0); x.amax()
x = torch.zeros(0); x.argmax()
x = torch.zeros(0, 3); x.argmin(0)
x = torch.zeros(0, 3); x.median(0)
x = torch.zeros(0, 3); x.kthvalue(1, 0)
x = torch.zeros(0, 3); a = x.sum(0); b = x.sum(1); c = x.prod(0); d = x.max(1); e = x.all(0); g = x.any(0); h = x.mean(); i = x.median(); j = x.logsumexp(0); k = x.amax(1)
x = f(2, 3); y = x.sum(dim=None, keepdim=True); z = x.mean(dim=None, keepdim=True); (y * z).sum().backward()
x = f(2, 3).amax(None); y = f(2, 3).amin(dim=None, keepdim=True)
f(0, 3).reshape(0, 3).max(-2)
f(3, 0).sum(1).select(-1, 5)
torch.nn.functional.glu(f(), 0)
torch.nn.functional.glu(f(3, 2), 5)
f(2, 3).diff(dim=5)
torch.nn.functional.normalize(f(2, 3), dim=None).sum().backward()
x = torch.zeros(0, 3); x.argmax(-2)
"""

SAVED = """
f(2, 3).sum(1)
f(2, 3).mean(1)
f(2, 3).prod()
f(2, 3).prod(1)
f(2, 3).max()
f(2, 3).max(1)[0]
f(2, 3).amax(1)
f(2, 3).nansum(1)
f(2, 3).median()
f(2, 3).median(1)[0]
f(2, 3).mode(1)[0]
f(2, 3).kthvalue(2, 1)[0]
torch.aminmax(f(2, 3), dim=1).min
"""
