"""``out=``: results in tensors that are there already."""

# ruff: noqa: E501

PROGRAMS = """
a = torch.nn.functional.normalize(torch.ones(2,2),dim=1,out=torch.empty(2,2))
a = torch.nn.functional.normalize(torch.ones(2,2,requires_grad=True),dim=1,out=torch.empty(2,2))
o = torch.zeros(3); r = torch.mul(torch.ones(2, 2), 2, out=o) is o; v = o._version > 0
o = torch.tensor([]); torch.add(torch.ones(2, 2), 2, out=o)
o = torch.zeros(4, dtype=torch.float64); r = torch.cat([torch.ones(2), torch.ones(2)], out=o) is o
o = torch.zeros(2, 3); torch.add(torch.ones(3), 1, out=o[0])
o = torch.zeros(2), torch.zeros(2, dtype=torch.int64); torch.max(f(2, 2, dtype='float32', grad=False), 0, out=o)
o = torch.zeros(2, 2); a = torch.ones(2, 2); torch.matmul(a, a, out=o); torch.mul(input=a, other=o, out=o)
o = torch.zeros(2); r = torch.eq(torch.ones(2), 1, out=o)
torch.mul(f(2), 2, out=torch.zeros(2))
torch.mul(torch.ones(2), 2, out=torch.ones(2, requires_grad=True))
torch.mul(torch.ones(2), 2.5, out=torch.zeros(2, dtype=torch.int64))
torch.set_grad_enabled(False); x = f(2); torch.mul(x, 2, out=x)
o = torch.zeros(2, dtype=torch.float64, requires_grad=True) * 1; y = o * o; torch.set_grad_enabled(False); torch.add(torch.ones(2), 2, out=o); torch.set_grad_enabled(True); y.sum().backward()
"""
