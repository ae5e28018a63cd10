"""Calls of old programs, with a number before the last tensors, and numbers given as tensors."""

# ruff: noqa: E501

PROGRAMS = """
__import__('warnings').simplefilter('ignore'); a = torch.lu(torch.tensor([[1.,2],[3,4]])); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.lu(torch.tensor([[1.,2],[3,4]]),get_infos=True); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.lu(torch.tensor([[1.,2],[2,4]])); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.lu(torch.tensor([[1.,2],[2,4]]),True,True); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.tensor([[1.,2],[3,4]]).lu(); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); x=torch.tensor([[1.,2],[3,4]],requires_grad=True); y=torch.lu(x)[0]; (y*y).sum().backward(); a = x.grad, y; globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.triangular_solve(torch.ones(2,1),torch.tensor([[1.,2],[3,4]])); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.triangular_solve(torch.ones(2,1),torch.tensor([[1.,2],[3,4]]),upper=False); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.triangular_solve(torch.ones(2,1),torch.tensor([[1.,2],[3,4]]),transpose=True); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.triangular_solve(torch.ones(3,2,1),torch.tensor([[1.,2],[3,4]]),unitriangular=True); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.ones(2,1).triangular_solve(torch.tensor([[1.,2],[3,4]])).solution; globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.triangular_solve(torch.ones(2),torch.ones(2,2)); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.triangular_solve(torch.ones(2,1),torch.ones(2,3)); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); x=torch.tensor([[1.,2],[3,4]],requires_grad=True); z=torch.ones(2,1,requires_grad=True); s,c=torch.triangular_solve(z,x); (s*s).sum().backward(); a = x.grad,z.grad,s,c; globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); x=torch.tensor([[1.,2],[3,4]],requires_grad=True); z=torch.ones(2,1,requires_grad=True); s,c=torch.triangular_solve(z,x,False,True,True); ((s*s).sum()+c.sum()).backward(); a = x.grad,z.grad; globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.triangular_solve(torch.ones(2, 1), torch.ones(3, 3)); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.triangular_solve(torch.ones(2, 1), torch.ones(3)); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); x, b = f(2, 2), f(2, 2, 2); s, c = torch.triangular_solve(b, x, False, True); (s * s * c).sum().backward(); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.range(1,4), torch.range(0,1,0.25), torch.range(3,0,-1), torch.range(1,2,dtype=torch.int64); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.range(1,4,-1); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.range(1,4,0); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.typename(torch.ones(1)), torch.typename(torch.ones(1).long()), torch.typename(1), torch.typename('a'); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); torch.set_default_tensor_type('torch.DoubleTensor'); a=torch.ones(1); torch.set_default_tensor_type(torch.FloatTensor); a = (a, torch.ones(1)); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.set_default_tensor_type('torch.IntTensor'); globals().pop('__warningregistry__', None)
__import__('warnings').simplefilter('ignore'); a = torch.set_default_tensor_type(3); globals().pop('__warningregistry__', None)
w = f(2).detach(); w.add_(-0.1, torch.ones(2, dtype=torch.float64)); v = w.sub(2, w); __warningregistry__ = None
x = f(2); y = x.addcmul(0.5, x, x); y.sum().backward(); z = torch.addcdiv(x.detach(), 3, x.detach(), y.detach()).addcdiv_(1.5, y.detach(), y.detach()); __warningregistry__ = None
a = torch.add(f(2), 3, f(2)).grad_fn._saved_alpha; __warningregistry__ = None
x = f(2); y = torch.add(x, x, alpha=torch.tensor(3)); y.sum().backward(); a = y.grad_fn._saved_alpha
x = f(2, 2); y = torch.addmm(x, x, x, beta=torch.tensor(0.5), alpha=torch.tensor(2)); y.sum().backward()
x = f(3).detach(); x.sub_(x, alpha=torch.tensor(0.5)); y = torch.nn.functional.leaky_relu(x, torch.tensor(0.2))
torch.add(f(2), f(2), alpha=f(1))
torch.add(f(2), f(2), alpha=torch.ones(2))
w = f(2).detach(); y = w.add_(2, 3); z = torch.add(torch.ones(2), 1000, 0.5); __warningregistry__ = None
x = f(2, 2); y = torch.addmm(0.5, x, x, x); z = torch.addmm(0.5, x, 2, x, x); w = x.addmm(3, x, x); (y + z + w).sum().backward(); __warningregistry__ = None
x = f(2, 2).detach(); y = x.addmm_(0.5, 2, x.clone(), x.clone()); __warningregistry__ = None
x = f(2, 2); v = f(2); y = torch.addmv(0.5, v, x, v); z = torch.addmv(0.5, v, 3, x, v); (y + z).sum().backward(); __warningregistry__ = None
x = f(2, 2); v = f(2); y = torch.addr(0.5, x, v, v); z = torch.addr(0.5, x, 3, v, v); (y + z).sum().backward(); __warningregistry__ = None
x = f(2, 2); b = f(3, 2, 2); y = torch.addbmm(0.5, x, b, b); z = torch.addbmm(0.5, x, 3, b, b); (y + z).sum().backward(); __warningregistry__ = None
b = f(3, 2, 2); y = b.baddbmm(2, b, b); z = torch.baddbmm(0.5, b, 3, b, b); (y + z).sum().backward(); __warningregistry__ = None
torch.ones(2).add_(0.5, "a")
"""
