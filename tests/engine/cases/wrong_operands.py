"""Operators and functions that are given what they cannot compute with."""

_ARITHMETIC = ("+", "-", "*", "/", "//", "%", "**", "@", "&", "|", "^", "<<", ">>")
_OPERATORS = (*_ARITHMETIC, "<", "<=", ">", ">=")
_OPERANDS = ("None", "'a'", "{}", "object", "[1]")

_COMPARED = """
x = f(2); r = [x == None, x != None, None == x, x == 'a', x != object()]
x = f(2); r = x in [None]
x = f(2); r = [None, x].index(None)
x = f(2); x += None
x = f(2); x -= 'a'
x = f(2); x **= None
x = f(2); x @= 3
x = torch.ones(2, dtype=torch.int64); x <<= 'a'
x = torch.ones(2, dtype=torch.int64); x <<= 2; y = 3 << x; x >>= 1; z = 100 >> x
x = f(2); x @ 3
x = f(2); 3 @ x
x = f(2); y = x @ torch.ones(2, dtype=torch.float64); z = x.__rmatmul__(x); (y + z).backward()
x = f(2); ~x
x = f(2); x & 1
x = f(2); x << 1
x = torch.tensor([True, False]); -x
x = torch.tensor([True, False]); x - x
x = torch.tensor([True, False]); x - 1
x = torch.tensor([True, False]); 1 - x
x = torch.tensor([2, 1]); True - x
x = torch.tensor([True, False]); x // True
x = torch.tensor([True, False]); x % x
x = torch.tensor([True, False]); x << x
x = torch.tensor([True, False]); y = x ** 2; z = x.square(); w = x.pow(True)
x = torch.tensor([True, False]); x ** x
"""

_REFLECTED = """
class Other:
    def __radd__(self, other): return ['radd', len(other)]
    def __rmatmul__(self, other): return ['rmatmul', len(other)]
    def __rpow__(self, other): return ['rpow', len(other)]
    def __rfloordiv__(self, other): return ['rfloordiv', len(other)]
    def __eq__(self, other): return ['eq', len(other)]
    def __lt__(self, other): return ['lt', len(other)]
    __hash__ = None
x = f(2)
r = [x + Other(), x @ Other(), x ** Other(), x // Other(), x == Other(), x > Other()]
Other = None
"""

_ARGUMENTS = """
torch.add(f(2), 'a')
torch.add(f(2))
torch.sum(f(2), foo=1)
torch.sum(f(2), 1.5)
torch.sum()
torch.exp()
torch.exp(f(2), 3)
torch.exp('a')
torch.exp(f(2), foo=1)
f(2).reshape('a')
f(2).view()
f(2).view(1.5)
f(2).softmax()
f(2).unsqueeze()
f(2).unsqueeze(0, 1)
f(2).unsqueeze(0, dim=1)
f(2).clamp(min='a')
f(2).less_()
f(2).permute('a')
f(2).permute(0, 'a')
f(2).mul(None)
f(2).mul()
f(2).cumsum(dim=True)
f(2).transpose(0)
f(2, 2).gather(0, 1)
f(2).index_select(0, [0])
f(2).masked_fill([True, False], 0)
f(2).repeat('a')
f(2).expand('a')
f(2).squeeze(1.5)
f(2).sum(dim='a')
f(2).mean(0, True, 1, 2)
f(2).std(dim=0, foo=1)
torch.cat(f(2), 1.5)
torch.cat('a')
torch.cat([f(2), 3])
torch.stack([f(2), None])
torch.stack(f(2))
torch.mm(f(2, 2))
torch.mm(f(2, 2), 3)
torch.matmul(f(2), [1, 2])
torch.bmm(3, f(2, 2, 2))
torch.where(1, f(2), f(2))
torch.permute(f(2, 2), (1, 'a'))
torch.max(f(2), 'a')
torch.topk(f(2), 'a')
torch.sort(f(2), 'a', 3)
torch.softmax(f(2))
torch.addmm(f(2, 2), f(2, 2), f(2, 2), beta='a')
torch.addcmul(f(2), 2, f(2), 'a')
torch.linalg.inv()
torch.linalg.inv(3)
torch.linalg.solve(f(2, 2))
torch.special.digamma({})
torch.special.expit()
torch.nn.functional.linear(f(2), 3)
torch.nn.functional.conv2d(f(1, 1, 3, 3), 3)
torch.nn.functional.gelu(f(2), approximate=3)
torch.nn.functional.softplus(f(2), beta='a')
torch.fill(f(2), 3, out=f(2))
torch.celu(f(2).detach(), out=f(2).detach())
"""

PROGRAMS = _COMPARED + "".join(
    f"x = f(2); x {operator} {operand}\nx = f(2); {operand} {operator} x\n"
    for operator in _OPERATORS
    for operand in _OPERANDS
) + _ARGUMENTS  # fmt: skip

BLOCKS = _REFLECTED
