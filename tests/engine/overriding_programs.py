"""Programs whose types or modes take over functions: ``__torch_function__`` and subclasses."""

# ruff: noqa: E501

_SUB = """
class Sub(torch.Tensor): pass
class Other(torch.Tensor): pass
class Deeper(Sub): pass
def made(kind, grad=True): return f(2, 3).detach().as_subclass(kind).requires_grad_(grad)
def kind(one): return [kind(part) for part in one] if isinstance(one, (tuple, list)) and not isinstance(one, torch.Size) else type(one).__name__
"""
_LOG = """
class Log(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        log.append([func.__name__, [one.__name__ for one in types], [type(one).__name__ for one in args], sorted(kwargs or {})])
        return super().__torch_function__(func, types, args, kwargs or {})
log = []
x = f(2, 3).detach().as_subclass(Log)
"""
_DUCK = """
import functools
HANDLED = {}
class Scalar:
    def __init__(self, n, value): self.n, self.value = n, value
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        if func not in HANDLED or not all(issubclass(one, (torch.Tensor, Scalar)) for one in types): return NotImplemented
        return HANDLED[func](*args, **(kwargs or {}))
def implements(function):
    def decorate(own):
        functools.update_wrapper(own, function)
        HANDLED[function] = own
        return own
    return decorate
@implements(torch.mean)
def mean(input): return input.value / input.n
@implements(torch.add)
def add(input, other): return [type(input).__name__, type(other).__name__]
s = Scalar(5, 2)
"""
_MODE = """
from importlib import import_module
overrides = import_module(torch.__name__ + '.overrides')
class Log(overrides.TorchFunctionMode):
    def __torch_function__(self, func, types, args=(), kwargs=None):
        log.append(overrides.resolve_name(func))
        return func(*args, **(kwargs or {}))
log = []
"""
_END = """
for name in [*globals()]:
    if isinstance(globals()[name], type) or name in ('made', 'kind', 'overrides', 'import_module', 'functools', 'HANDLED', 'implements', 'mean', 'add', 's', 'Scalar'): del globals()[name]
del name
"""


def _programs(head: str, lines: str) -> list[str]:
    """Return a program for each line, in which ``\\n`` begins another line of its own."""
    texts = (line.replace(r"\n", "\n") for line in lines.strip().splitlines())
    return [f"{head}{text}{_END}" for text in texts]


PROGRAMS = [
    *_programs(
        _SUB,
        r"""
x = made(Sub); y = x + 1; r = kind([x, y, 1 + x, x.sum(), x[0], x.T, x.view(6), x.detach(), x.data, torch.add(x, 1), torch.ones(3) * x, torch.relu(x), torch.nn.functional.relu(x)])
x = made(Sub); r = kind([torch.stack([x, x]), torch.cat([torch.ones(1, 3), x]), x.max(0), x.split(1), torch.zeros_like(x), x.shape, x.size(0), x.tolist(), x.unbind(), x.double(), x.clone()])
x = made(Sub); (x * x).sum().backward(); r = kind([x.grad, (x * x).sum()]); y = (x * x).sum()
x = made(Sub); y = x * 2; z = y.grad_fn.next_functions[0][0].name()
x = made(Deeper); r = kind([x + 1, x + made(Sub), made(Sub) + x, torch.add(made(Sub), x)])
x = made(Sub); y = torch.add(x, made(Other))
x = made(Sub); x.tag = 3; r = [hasattr(x * 2, 'tag'), x.tag, repr(x), repr(x.detach())]
x = Sub([1., 2.]); r = [kind(x), repr(x), kind(x + 1)]
x = torch.Tensor._make_subclass(Sub, torch.ones(2), True); r = [kind(x), x.is_leaf, x.requires_grad]
x = torch.ones(2, requires_grad=True).as_subclass(Sub); r = [kind(x), x.is_leaf]; x.sum().backward()
x = made(Sub); w = torch.nn.Linear(3, 2).double(); r = kind([w(x), w.weight + 1]); w = None
x = made(Sub, False); x.add_(1); r = kind([x, x.mul_(2)]); x += 1; s = kind(x)
x = torch.nn.Parameter(torch.ones(2)); r = kind([x, x + 1, x.detach(), x.data])
class Named(torch.nn.Parameter): pass\nx = Named(torch.ones(2)); r = kind([x, x * 2]), repr(x), repr(torch.nn.Parameter(torch.ones(1)))
x = made(Sub); g, = torch.autograd.grad((x * x).sum(), x, create_graph=True); r = kind(g)
class F(torch.autograd.Function):\n    forward = staticmethod(lambda ctx, x: x)\n    backward = staticmethod(lambda ctx, g: g * 2)\nx = made(Sub); y = F.apply(x); z = F.apply(made(Sub, False)); r = kind([y, z, F.apply(torch.nn.Parameter(torch.ones(1)))]); y.sum().backward()
class Made(torch.Tensor):\n    @staticmethod\n    def __new__(cls, x, extra): return super().__new__(cls, x)\n    def __init__(self, x, extra): super().__init__(); self.extra = extra\nx = Made([1., 2.], 'e'); y = Made(torch.ones(2), 3); r = [kind([x, x + 1, y]), x.extra, y.extra, hasattr(x + 1, 'extra'), repr(x)]
import copy; x = made(Sub, False); x.tag = [1]; y = copy.copy(x); r = [kind(y), y.tag]; copy = None
""",
    ),
    *_programs(
        _LOG,
        """
x + 1
1 + x
torch.add(x, 1)
x.add(1)
torch.ones(3) + x
torch.ones(3).add(x)
x.sum()
x.mean(dim=0)
x.T
x.requires_grad_(); (x * x).sum()
len(x)
torch.stack([x, x])
torch.relu(x)
x - 1, x / 2, x ** 2, -x, x @ x.T, abs(x)
x.detach().numpy()
x[0]
x[0, 0].item()
float(x[0, 0])
torch.zeros_like(x)
torch.where(x > 1, x, 0.0)
torch.sum(input=x, dim=0)
y = x.sum().detach().requires_grad_(); log.clear(); torch.autograd.backward(y); log[:] = [one[0] for one in log[:1]]; y = None
y = torch.ones(3); y + 1
with torch._C.DisableTorchFunctionSubclass(): y = type(x + 1).__name__
x + x, x & x, x @ x.T, x // 2, x % 2, 2 - x, 2 / x, 2 // x, 2 % x, 2 ** x, x < x, x == x, x != x
x == None
x += x; x -= 1; x *= x; x /= 2; x //= 2; x %= 2; x **= 2
x.shape, x.dtype, x.ndim, x.device, x.layout, x.itemsize, x.nbytes, x.is_cuda, x.is_sparse, x.is_mps
x.requires_grad, x.is_leaf, x.grad, x.grad_fn, x.output_nr, x.name, x.retains_grad, x._version, x._base
x.requires_grad = True; x.grad = torch.ones(2, 3, dtype=torch.float64).as_subclass(Log)
x.shape = 3
y = [type(one).__name__ for one in (x.data, x.T, x.mT, x.real, x[0]._base)]
x.requires_grad_(); y = type((x * 2).grad_fn).__name__
""",
    ),
    *_programs(
        _DUCK,
        """
r = [torch.ones(2).__add__(3).tolist(), torch.ones(2).__add__('a') is NotImplemented]
r = torch.mean(s)
r = torch.add(s, torch.ones(2))
r = torch.add(torch.ones(2), s)
r = torch.add(s, s)
r = torch.add(input=s, other=s)
torch.mul(s, 3)
""",
    ),
    *_programs(
        _MODE,
        """
with Log(): a = torch.ones(3, requires_grad=True); b = a * 2; c = b.sum()
with Log(): a = torch.zeros(2); b = torch.tensor([1.0]); c = torch.add(a, b); d = torch.nn.functional.relu(c); e = c.T
with Log(), Log(): a = torch.ones(3)
with Log(): a = torch.ones(3); b = a.shape, a.requires_grad, a.is_leaf, a == a, a.grad
with Log(): a = torch.ones(3, requires_grad=True); a.sum().backward(); b = a.grad
names = []\nclass Same(overrides.TorchFunctionMode):\n    def __torch_function__(self, func, types, args=(), kwargs=None):\n        names.append([name for name in ('add', 'mul', '__and__', '__eq__', 'matmul', 'add_', '__pow__') if getattr(torch.Tensor, name) is func])\n        return func(*args, **(kwargs or {}))\na = torch.ones(2)\nwith Same():\n    b = a + 1, 1 + a, a * a, a == a, a @ a, a ** 2\n    a += 1
with overrides.BaseTorchFunctionMode(): a = torch.ones(3) + 1
with overrides.TorchFunctionMode(): a = torch.ones(3)
r = [overrides.resolve_name(one) for one in (torch.add, torch.Tensor.add, torch.linalg.norm, len)]
r = [overrides.is_tensor_like(one) for one in (torch.ones(1), 3)] + [overrides.has_torch_function((torch.ones(1), 3))]
""",
    ),
]
