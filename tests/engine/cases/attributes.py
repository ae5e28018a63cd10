"""Attributes that a program gives its tensors: set, kept by copies, never passed on."""

# ruff: noqa: E501

PROGRAMS = """
x = f(2); x.foo = [1]; r = [x.foo, hasattr(x, 'foo'), sorted(vars(x)), 'foo' in dir(x)]; del x.foo; s = [hasattr(x, 'foo'), list(vars(x))]
x = f(2); x.foo = 1; r = [list(vars(one)) for one in (x.detach(), x.data, x.clone(), x * 2, x[0], x.view(2))]
x = f(2); x.foo = 1; y = x.requires_grad_(); r = [x is y, vars(y)]
x = f(2) * 2; x.tag = 'y'; x.add_(1); r = x.tag; x.sum().backward()
x = f(2); x.tag = 'x'; (x * x).sum().backward(); r = [x.tag, list(vars(x.grad))]; x.grad.note = 3; s = x.grad.note
x = f(2); x.tag = 'x'; y = x * x; r = y.grad_fn._saved_self.tag
x = f(2); y = x * 2; y.tag = 'y'; z = y * y; r = y.grad_fn._saved_other is None, z.grad_fn._saved_self.tag
x = f(2); x.nothing
x = f(2); del x.nothing
x = f(2); x.shape = 3
x = f(2); x.grad_fn = 3
x = f(2); x.is_leaf = 3
x = f(2); x.add = 4; r = x.add; del x.add; y = x.add(1)
x = f(2); x.index = 3; x.lu = 4; x.values = 5; r = vars(x)
x = f(2); x.__dict__ = {'q': 1}; r = x.q
import copy; x = f(2); x.foo = [1]; y = copy.deepcopy(x); r = [vars(y), y.foo is x.foo]; copy = None
import copy; x = f(2); x.foo = [1]; y = copy.copy(x); r = [vars(y), y.foo is x.foo, y.data_ptr() == x.data_ptr()]; copy = None
import pickle; x = f(2); x.foo = [1]; y = pickle.loads(pickle.dumps(x)); r = vars(y); pickle = None
import copy; p = torch.nn.Parameter(f(2)); p.tag = [1]; r = [vars(copy.copy(p)), vars(copy.deepcopy(p)), type(copy.copy(p)).__name__]; copy = None
import pickle; p = torch.nn.Parameter(f(2)); p.tag = [1]; q = pickle.loads(pickle.dumps(p)); r = [vars(q), type(q).__name__]; p = q = pickle = None
import copy; m = torch.nn.Linear(2, 1); m.weight.tag = 'w'; n = copy.deepcopy(m); r = [hasattr(n.weight, 'tag'), vars(m.weight)]; m = n = copy = None
m = torch.nn.Linear(2, 1); m.weight.tag = 'w'; m.double(); r = [m.weight.tag, vars(next(m.parameters()))]; m = None
p = torch.nn.Parameter(f(2)); p.grad_norm = 0.0; (p * p).sum().backward(); p.grad_norm = p.grad.norm().item(); r = p.grad_norm; p.grad_norm += 1; s = vars(p)
w = torch.ones(2); w.requires_grad = True; w.retain = 1; r = [w.is_leaf, w.requires_grad, vars(w)]
r = [hasattr(torch.ones(1), name) for name in ('_fields', '_attributes', '__dict__')]
import weakref; x = f(2); x.foo = 1; r = weakref.ref(x)() is x; weakref = None
"""
