"""In-place operations: on tensors, views, views of views; versions; errors."""

# ruff: noqa: E501

PROGRAMS = """
a = torch.ones(7,3).fill_diagonal_(5,wrap=True)
a = torch.zeros(3,7).fill_diagonal_(5,wrap=True)
a = torch.zeros(4,4,4).fill_diagonal_(5,wrap=True)[1,1,1]
x=torch.ones(9,2,requires_grad=True); y=(x*1).fill_diagonal_(2,wrap=True); y.sum().backward(); a = x.grad
a = torch.ones(2,5)[:,1:3].fill_diagonal_(3)
x = f(2, 3); y = x * 2; r = y.zero_() is y; (y * y).sum().backward(); n = y._version
x = f(2, 3); y = x * 2; y.fill_(1); (y * y).sum().backward(); n = y._version
x = f(2, 3); v = f(); y = x * 2; y.fill_(v); (y * y).sum().backward()
x = f(2, 3); y = x * 2; y.fill_(f(2))
x = f(2, 3); y = torch.fill(x, 2.); v = f(); z = torch.fill(x, v); (y * z).sum().backward()
x = f(2, 3); s = f(3); y = x * 2; y.copy_(s); (y * y).sum().backward(); n = y._version
x = f(2, 3); s = f(3, dtype='float32'); y = x * 2; y.copy_(s); (y * y).sum().backward()
x = f(2, 3); y = x * 2; y.copy_(3); (y * y).sum().backward()
x = f(2, 3); y = x * 2; y.copy_(f(2))
x = f(2); y = torch.tensor([1, 2]); y.copy_(x); n = y._version
x = f(2); y = torch.tensor([1, 2]); y.fill_(1.5)
y = torch.tensor([1, 2]); y.add_(1.5)
y = torch.tensor([1, 2]); y.div_(2)
y = torch.tensor([1, 2]); y.add_(torch.tensor([3, 4])); y.mul_(2); y -= 1; y **= 2; n = y._version
x = f(3); y = x * 2; y.add_(f(2, 3))
x = f(2, 3); y = x * 2; y.unsqueeze_(0); (y * y).sum().backward(); n = y._version; b = y._is_view()
x = f(2, 1); y = x * 2; y.squeeze_(); (y * y).sum().backward(); n = y._version
x = f(2, 1); y = x * 2; y.squeeze_(1); (y * y).sum().backward()
x = f(2, 1); y = x * 2; y.squeeze_(0); (y * y).sum().backward()
x = f(2, 1); y = x * 2; y.squeeze_((1,)); (y * y).sum().backward()
x = f(2, 3); y = x * 2; y.t_(); (y[0] * y[1]).sum().backward(); n = y._version
x = f(2, 3); y = x * 2; y.transpose_(0, 1); (y[0] * y[1]).sum().backward()
x = f(2, 3); y = x * 2; y.swapaxes_(0, 1); (y[0] * y[1]).sum().backward()
x = f(2, 3); y = x * 2; y.swapdims_(0, -1); (y[0] * y[1]).sum().backward()
x = f(2, 3); y = x * 2; v = y[0]; v.unsqueeze_(0); (v * v).sum().backward(); n = (y._version, v._version); b = v._is_view()
x = f(2, 3); y = x * 2; v = y[0]; v.unsqueeze_(0); v.mul_(2); (y * y).sum().backward(); n = v.grad_fn
x = f(2, 3); y = x * 2; v = y[0]; y.mul_(2); v.unsqueeze_(0); (v * v).sum().backward(); n = y.grad_fn
x = f(2, 3); y = x * 2; v = y[0]; y.t_(); y.mul_(3); (v * v).sum().backward(); n = v.grad_fn
x = f(2, 3); y = x * 2; v = y[0]; v.mul_(3); y.t_(); (y[0] * y[1]).sum().backward(); n = v.grad_fn
x = f(2, 3); y = x * 2; y.t_(); v = y[0]; v.mul_(3); (y * y).sum().backward(); n = v.grad_fn
x = f(2, 3); y = x.exp(); y.t_(); y.sum().backward()
x = f(2, 3); y = x * 1; z = y * y; y.t_(); z.sum().backward()
x = f(2, 3); y = x * 2; y.retain_grad(); y.unsqueeze_(0); y.sum().backward()
x = f(2, 3); y = x * 2; y.unsqueeze_(4)
x = f(2, 3, 2); y = x * 2; y.t_()
x = f(2, 3); x.unsqueeze_(0)
x = f(2, 3); x.t_()
x = f(2, 3); x[0].unsqueeze_(0)
x = f(2, 3, grad=False); x.t_(); x.unsqueeze_(0); s = x.shape; n = x._version
x = f(2, 3); g = torch.no_grad(); g.__enter__(); x.t_(); g.__exit__(None, None, None); a = x.is_leaf; s = x.shape; (x * x).sum().backward()
x = f(3, 3); y = x * 2; y.tril_(); (y * y).sum().backward()
x = f(2, 3); y = x * 2; y.triu_(1); (y * y).sum().backward()
x = f(2, 3); y = x * 2; y.fill_diagonal_(0); (y * y).sum().backward()
x = f(3); y = (x * 2).expand(2, 3); y.add_(1)
x = f(3); y = (x * 2).expand(2, 3); y.mul_(2)
x = f(3); y = (x * 2).expand(2, 3); y.copy_(f(2, 3))
x = f(3); y = (x * 2).expand(2, 3); y.exp_()
x = f(3); y = (x * 2).expand(2, 3); y += 1
x = f(3); y = (x * 2).expand(2, 3); y.scatter_(0, torch.tensor([[0]]), f(1, 3))
x = f(3); b = x * 2; y = b.expand(2, 3); y.zero_(); (b * b).sum().backward(); n = y.grad_fn
x = f(3); b = x * 2; y = b.expand(2, 3); y.fill_(3.); (b * b).sum().backward()
x = f(3); b = x * 2; y = b.expand(2, 3); y[0] = 1; (b * b).sum().backward()
x = f(3); b = x * 2; y = b.expand(1, 3); y.mul_(2); (b * b).sum().backward()
x = f(2, 3); x.add_(1)
x = f(2, 3); x.zero_()
x = f(2, 3); x.copy_(f(2, 3))
x = f(2, 3); x.view(6).mul_(2)
x = f(2, 3); x.t()[0].fill_(2)
x = f(2, 3); x *= 2
x = f(2, 3); x[0] += 1
x = f(2, 3); x[:, 0].zero_()
x = f(2, 3); x.masked_fill_(x.detach() > 1, 0)
x = f(2, 3); x.index_fill_(0, torch.tensor([0]), 0)
x = f(2, 3); d = x.detach(); d.zero_(); n = x._version; (x * x).sum().backward()
x = f(2, 3); x.data.zero_(); n = x._version; (x * x).sum().backward()
x = f(2, 3); x.data = torch.zeros(2, dtype=torch.float64); n = x._version; (x * x).sum().backward()
x = f(2, 3); x.data = torch.zeros(2, dtype=torch.int64)
x = f(3); y = x * 2; y.data = torch.ones(3, dtype=torch.float64); n = y._version; (y * y).sum().backward()
x = f(2); y = x * 2; z = y * y; y.data.mul_(3); z.sum().backward()
x = f(2); y = x * 2; z = y * y; y.mul_(3); z.sum().backward()
x = f(2); y = x * 2; z = y * y; y[0] = 3; z.sum().backward()
x = f(2); y = x * 2; z = y * y; v = y.view(2, 1); v.zero_(); z.sum().backward()
x = f(2); y = x.exp(); y.mul_(2); y.sum().backward()
x = f(2); y = x.tanh(); y += 1; y.sum().backward()
x = f(2); y = x.sigmoid(); d = y.detach(); d.zero_(); y.sum().backward()
x = f(2); y = x * 2; w = y * x; y.zero_(); w.sum().backward()
x = f(2); w = f(2); y = x * w; g = torch.no_grad(); g.__enter__(); w.add_(1); g.__exit__(None, None, None); y.sum().backward()
x = f(2, 3); w = f(3, 2); y = x @ w; g = torch.no_grad(); g.__enter__(); w.mul_(2); g.__exit__(None, None, None); y.sum().backward()
x = f(2, dtype='float32'); y = x.exp(); y[0] = 1; y.sum().backward()
x = f(); y = x.exp(); y.mul_(2); y.backward()
x = f(2); y = x + 1; y.mul_(2); y.add_(x); y.sum().backward()
x = f(2); y = x * 2; y.mul_(y); y.sum().backward()
x = f(2); y = x * 2; y.add_(y); y.sum().backward()
x = f(2); y = x * 2; y.pow_(2); y.neg_(); y.exp_(); y.sum().backward(); n = y._version
x = f(2); y = x * 2; y.sqrt_(); y.log_(); y.abs_(); y.sin_(); y.sum().backward()
x = f(2); y = x * 2; y.sigmoid_(); y.tanh_(); y.relu_(); y.sum().backward(); n = y._version
x = f(2); y = x * 2; y.clamp_(1.2, 1.5); (y * y).sum().backward()
x = f(2); y = x * 2; y.clamp_min_(1.5); (y * y).sum().backward()
x = f(2); y = x * 2; y.sub_(x, alpha=3); y.div_(x); (y * y).sum().backward()
x = f(2); y = x * 2; y.reciprocal_(); y.rsqrt_(); y.sum().backward()
x = f(2); y = x * 2; y.addcmul_(x, x, value=2); y.addcdiv_(x, x + 1); y.sum().backward()
x = f(2); y = x * 2; y.lerp_(x, 0.3); y.sum().backward()
x = f(2); y = x * 2; y.floor_(); y.sum().backward()
x = f(2); y = x * 2; y /= 3; y -= 1; y **= 2; y *= x; y.sum().backward()
x = f(2); y = x * 2; y.sign_(); y.sum().backward()
x = f(2, 3); y = x * 2; y[0].mul_(2); y[1].add_(x[0]); (y * y).sum().backward(); n = y._version
x = f(2, 3); y = x * 2; y[0] *= y[1]; (y * y).sum().backward(); n = y._version
x = f(2, 3); y = x * 2; a = y[0]; b = a[1:]; b.mul_(3); (y * y).sum().backward(); n = (a.grad_fn, b.grad_fn)
x = f(2, 3); y = x * 2; a = y[0]; b = a[1:]; a.mul_(3); (b * b).sum().backward(); n = b.grad_fn
x = f(2, 3); y = x * 2; a = y.t(); b = a[1]; y.exp_(); (b * b).sum().backward(); n = b.grad_fn; v = (a._version, b._version)
x = f(2, 3); y = x * 2; a = y.view(6); b = y.t(); a[2] = 0; (b * b).sum().backward(); n = b.grad_fn
x = f(2, 3); y = x * 2; a = y.view(6); a.add_(1); b = y.view(3, 2); b.mul_(2); (a * b.view(6)).sum().backward(); n = a.grad_fn
x = f(2, 3); y = x * 2; a = y[0]; z = a * a; y[1].mul_(2); z.sum().backward()
x = f(2, 3); y = x * 2; a = y[0]; z = a + 1; y[1].mul_(2); (z * z).sum().backward()
x = f(2, 3); y = torch.zeros(2, 3, dtype=torch.float64); v = y[0]; v.copy_(x[1]); (y * y).sum().backward(); n = v.grad_fn; r = v.requires_grad
x = f(3); y = torch.zeros(2, 3, dtype=torch.float64); v = y[0]; w = y[1]; v.add_(x); a = w.requires_grad; b = w.grad_fn; (w + v).sum().backward()
x = f(3); y = torch.zeros(3, dtype=torch.float64); y += x; y.sum().backward(); a = y.is_leaf; n = y._version
x = f(3); y = torch.zeros(3, dtype=torch.float64); y.add_(x).mul_(x); y.sum().backward()
x = f(3); y = torch.zeros(3, dtype=torch.float64); r = [y]; r[0] += x * 2; r[0][1] = 5; y.sum().backward()
x = f(2, 3); y = x * 2; y.retain_grad(); y[0].mul_(3); (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[0] = 0; y.retain_grad(); y.mul_(2); (y * y).sum().backward()
x = f(2, 3); y = x * 2; v = y[0]; v.retain_grad(); v.mul_(3); (v * v).sum().backward()
x = f(2); o = []; y = x * 2; y.register_hook(lambda g: o.append(('old', g.tolist()))); y.mul_(3); y.register_hook(lambda g: o.append(('new', g.tolist()))); y.sum().backward()
x = f(2); o = []; y = x * 2; y.grad_fn.register_hook(lambda i, g: o.append(g[0].tolist())); y.mul_(3); y.sum().backward()
x = f(2, 3); o = []; y = x * 2; v = y[0]; v.register_hook(lambda g: o.append(g.tolist())); v.mul_(3); y.sum().backward()
x = f(2, 3); o = []; y = x * 2; v = y[0]; v.mul_(3); v.register_hook(lambda g: o.append(g.tolist())); (v * v).sum().backward()
x = f(2); y = x * 2; y.detach_(); a = y.requires_grad; n = y._version; b = y.is_leaf
x = f(2); y = x * 2; y[0].detach_()
x = f(2); y = (x * 2).detach(); y.requires_grad_(); y.add_(1)
x = f(2); y = x * 2; y.requires_grad_(); y.add_(1).sum().backward()
x = f(2, 3); y = x * 2; y[0].mul_(2); g, = torch.autograd.grad((y ** 3).sum(), x, create_graph=True); h, = torch.autograd.grad((g * g).sum(), x)
x = f(2, 3); s = f(3); y = x * 2; y[1] = s * s; g = torch.autograd.grad((y ** 3).sum(), [x, s], create_graph=True); h = torch.autograd.grad(sum((a * a).sum() for a in g), [x, s])
x = f(2, 3); y = x * 2; v = y.t()[1:]; v.mul_(v); g, = torch.autograd.grad((y ** 2).sum(), x, create_graph=True); h, = torch.autograd.grad((g * g).sum(), x)
x = f(2, 3); y = x * 2; y[[0, 1], [0, 2]] = x[0, :2] ** 2; g, = torch.autograd.grad((y ** 2).sum(), x, create_graph=True); h, = torch.autograd.grad((g * g).sum(), x)
x = f(2, 3); y = x * 2; v = y.diagonal(); v.zero_(); y.add_(1); g, = torch.autograd.grad((y ** 3).sum(), x, create_graph=True); h, = torch.autograd.grad((g * g).sum(), x)
x = f(2, 3); y = (x.t() * 2); y[0] = 0; v = y[1]; v.mul_(y[2]); g, = torch.autograd.grad((v ** 3).sum(), x, create_graph=True); h, = torch.autograd.grad((g * g).sum(), x)
x = f(3); h = torch.zeros(3, dtype=torch.float64); o = []; [o.append(h := (h * 2 + x)) for _ in range(3)]; o[1].mul_(1) ; o[2].sum().backward()
x = f(4); y = x * 1; [y[i + 1].add_(y[i]) for i in range(3)]; y.sum().backward(); n = y._version
x = f(4); y = torch.empty_like(x, dtype=torch.float64); y[0] = x[0]; [y.__setitem__(i, y[i - 1].clone() * x[i]) for i in range(1, 4)]; y.sum().backward()
x = f(2, 3); y = x.clone(); y[y > 1] = -1; y.relu_(); y.sum().backward()
x = f(2, 3); y = x * 2; y.sum().backward(); y.zero_(); x.grad.zero_(); n = x.grad._version
x = f(2); (x * 2).sum().backward(); x.grad += 1; x.grad.mul_(2); n = x.grad._version
x = f(2); y = x * 2; a = y.add_(1) is y; b = y.unsqueeze_(0) is y; c = y.copy_(y) is y
x = f(2, 3); y = x * 2; g = torch.no_grad(); g.__enter__(); y.mul_(2); y[0] = 1; g.__exit__(None, None, None); (y * y).sum().backward(); n = y._version
x = f(2, 3); y = x * 2; v = y[0]; g = torch.no_grad(); g.__enter__(); v.mul_(2); g.__exit__(None, None, None); (v * v).sum().backward(); n = v.grad_fn
x = f(4); g = torch.no_grad(); g.__enter__(); a, b = x.split(2); g.__exit__(None, None, None); a.mul_(2)
x = f(2, 3); y = x * 2; a = y.as_strided((3,), (2,)); a.mul_(2); (y * y).sum().backward(); n = a.grad_fn
x = f(2, 3); y = x * 2; y.set_(f(3)) if False else None; a = y.numel()
x = f(2, 2); a = f(2, 3); b = f(3, 2); y = x * 2; y.addmm_(a, b, alpha=2, beta=3); (y * y).sum().backward(); n = y._version
x = f(2); a = f(2, 3); b = f(3); y = x * 2; y.addmv_(a, b); (y * y).sum().backward()
x = f(2, 3); a = f(2); b = f(3); y = x * 2; y.addr_(a, b); (y * y).sum().backward()
x = f(2, 2, 2); a = f(2, 2, 3); b = f(2, 3, 2); y = x * 2; y.baddbmm_(a, b); (y * y).sum().backward()
x = f(2, 3); y = x * 2; y.as_strided_((2, 2), (1, 2)); (y * y).sum().backward(); n = y._version
x = f(2, 3); y = x * 2; y.multiply_(2).subtract_(1).divide_(3); (y * y).sum().backward()
x = f(3); a = x.byte(); b = x.char()
x = f(); y = x.unbind()
x = f(); y = x.movedim(0, -1); z = x.unfold(0, 1, 1); (y * z).sum().backward()
x = f(3); y = x.expand(2, 3).as_strided((2,), (1,)); (y * y).sum().backward()
x = f(3); s = f(); y = x * 2; v = y[0]; v.mul_(s); (y * y).sum().backward()
x = f(3); y = x * 2; y[0] *= y.sum(); (y * y).sum().backward()
x = f(4, 4); y = x * 2; v = y.split(2)[1]; w = v[0]; w.mul_(2)
x = f(4, 4); y = x * 2; g = torch.no_grad(); g.__enter__(); v = y[0]; g.__exit__(None, None, None); w = v[0:1]; w.mul_(2)
x = f(4); y = x * 2; g = torch.no_grad(); g.__enter__(); v = y[:2]; g.__exit__(None, None, None); y.mul_(2); v.grad_fn
x = f(3); y = x * 2; v = y[:2]; y.mul_(2); y.detach_(); (v * v).sum().backward(); n = v.grad_fn; g = x.grad
x = torch.tensor([1, 0, 2]); a = x.logical_and_(torch.tensor([1, 1, 0])); b = x.logical_not_(); c = x.eq_(1); d = x.dtype is torch.int64
x = f(3); y = x * 2; z = y.logical_or_(f(3)); n = y.grad_fn
x = f(3); x.eq_(1)
x = f(3); y = torch.zeros(3, dtype=torch.float64); y.lt_(x); (y * x).sum().backward()
x = torch.tensor([True, False]); y = x.eq_(torch.tensor([1.5, 0]))
t=torch.arange(6.); t.add_(t[0])
t=torch.arange(6.); t.add_(t)
t=torch.arange(6.); t.add_(t.detach())
t=torch.arange(6.); t.add_(t.view(6))
t=torch.arange(6.); t[1:].add_(t[:-1])
t=torch.arange(6.); t[1:]=t[:-1]
t=torch.arange(6.); t[:3]=t[3:]
t=torch.arange(6.); t[::2].add_(t[1::2])
t=torch.arange(6.); t.add_(t.flip(0))
t=torch.arange(4.).view(2,2); t.add_(t.t())
t=torch.arange(4.).view(2,2); t.add_(t[0])
t=torch.arange(4.).view(2,2); t.add_(t[:,0])
t=torch.arange(4.).view(2,2); t.mul_(t[0,0])
t=torch.arange(4.).view(2,2); t.copy_(t.t())
t=torch.arange(4.).view(2,2); t.div_(t.sum())
t=torch.arange(3.).expand(2,3); t.add_(1)
t=torch.arange(3.).expand(2,3); t.zero_()
t=torch.arange(3.).expand(2,3); t.fill_(1)
t=torch.arange(3.).expand(2,3); t.copy_(torch.ones(2,3))
t=torch.arange(3.).expand(2,3); t[0]=1
t=torch.arange(3.).expand(2,3); t[:]=1
t=torch.arange(3.).expand(2,3); t.mul_(t)
t=torch.arange(3.).expand(2,3); t.relu_()
t=torch.arange(3.).expand(2,3); t.clamp_(0,1)
t=torch.arange(3.).expand(2,3); t.scatter_(0,torch.tensor([[0]]),1.)
t=torch.arange(3.).expand(2,3); t.index_add_(0,torch.tensor([0]),torch.ones(1,3))
t=torch.arange(3.).expand(2,3); t.index_copy_(0,torch.tensor([0]),torch.ones(1,3))
t=torch.arange(3.).expand(2,3); t.cumsum_(0)
t=torch.arange(3.).expand(2,3); t.lerp_(torch.ones(3),0.5)
t=torch.arange(3.).expand(2,3); t.addcmul_(torch.ones(3),torch.ones(3))
t=torch.arange(3.).expand(2,3); t.put_(torch.tensor([0]),torch.ones(1))
t=torch.arange(3.).expand(2,3); t.masked_scatter_(t>1,torch.ones(6))
t=torch.arange(4.).view(2,2); t.addcmul_(t,t[0])
t=torch.arange(4.).view(2,2); t.lerp_(t.t(),0.5)
t=torch.arange(4.).view(2,2); t.pow_(t[0])
t=torch.arange(4.).view(2,2); t.index_copy_(0,torch.tensor([1]),t[:1])
t=torch.arange(4.).view(2,2); t.index_add_(0,torch.tensor([1]),t[:1])
t=torch.arange(4.).view(2,2); t.scatter_(0,torch.tensor([[1]]),t[:1])
t=torch.arange(4.).view(2,2); t.scatter_add_(0,torch.tensor([[1]]),t[:1])
t=torch.arange(4.).view(2,2); t[torch.tensor([0])]=t[1]
t=torch.arange(4.).view(2,2); t[torch.tensor([0])]=t[:1]
t=torch.arange(4.).view(2,2); t.put_(torch.tensor([0]),t[1,:1])
t=torch.arange(4.).view(2,2); t.clamp_(min=t[0])
t=torch.arange(4.).view(2,2); t.clamp_(t[0],t[1])
t=torch.arange(4.).view(2,2); t.clamp_min_(t[0])
t=torch.arange(4.).view(2,2); t.masked_fill_(t>1,t[0,0])
t=torch.arange(4.).view(2,2); t.fill_(t[0,1])
t=torch.arange(4.).view(2,2); t.copy_(t[0])
t=torch.arange(4.).view(2,2); t[0]=t[:,0]
t=torch.arange(4.).view(2,2); t[0]+=t[1]
t=torch.arange(4.).view(2,2); t[0]+=t[0]
t=torch.arange(4.).view(2,2); t-=t.mean()
t=torch.arange(4.); t.add_(t.as_strided((4,),(0,)))
t=torch.arange(4.).view(2,2); t.where(t>1,t).add_(t[0])
t=torch.arange(4.).view(2,2); t.atan2_(t[0])
t=torch.arange(4.).view(2,2); t.remainder_(t[1])
t=torch.arange(4.).view(2,2); t.logical_and_(t[1])
t=torch.arange(4.).view(2,2); t.add_(t[0:0].sum())
t=torch.arange(4.).view(2,2); t.addr_(t[0],t[1])
t=torch.arange(4.).view(2,2); t.lt_(t[0])
t=torch.arange(4.).view(2,2); t.diagonal().add_(t[0])
t=torch.arange(4.).view(2,2); t[0].add_(t.diagonal())
x=torch.arange(4.).requires_grad_(); t=x*1; t.mul_(t[1:2])
x=torch.arange(4.).requires_grad_(); t=x*1; t[1:].mul_(t[:3])
x=torch.arange(4.); y=x.expand(3,4); y+=1; t=0
"""
