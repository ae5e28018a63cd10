"""Element types of sums, quotients and joined tensors, and the factors that are refused."""

# ruff: noqa: E501

PROGRAMS = """
np = __import__('numpy'); a = torch.full([1], np.float64(2.)), torch.full([1], np.float32(2.)), torch.full([1], np.int32(3)), torch.full([1], np.bool_(True)), torch.full((1,), True), torch.full((1,), torch.tensor(3)), torch.full((1,), torch.tensor(3., dtype=torch.float64)); del np
a = torch.ones(1).long().type(torch.Tensor), torch.ones(1).double().type(torch.Tensor), torch.ones(1).type(torch.LongTensor)
a = [repr(t) for t in (torch.bfloat16, torch.complex32, torch.complex64, torch.complex128, torch.chalf, torch.cfloat, torch.cdouble, torch.uint16, torch.uint32, torch.uint64)]; b = f(1).dtype in (torch.bfloat16, torch.cfloat), torch.bfloat16 == torch.bfloat16, isinstance(torch.complex64, torch.dtype)
t = (torch.bfloat16, torch.complex32, torch.complex64, torch.complex128, torch.uint16, torch.uint64); a = [(k.itemsize, k.is_floating_point, k.is_complex, k.is_signed) for k in t]; b = [__import__('pickle').loads(__import__('pickle').dumps(k)) is k for k in t]; del t
t = torch.tensor(1); torch.addcdiv(t, t, t)
t = torch.tensor([1]); t.addcdiv_(t, t)
x = torch.ones(4, dtype=torch.int32); torch.add(x, x, alpha=1.1)
x = torch.ones(4, dtype=torch.bool); torch.add(x, x, alpha=1.1)
x = torch.ones(4, dtype=torch.int64); torch.sub(x, x, alpha=1.5)
x = torch.ones(4, dtype=torch.int64); y = torch.add(x, 2, alpha=2); z = torch.add(x, 1.5, alpha=1.5)
x = torch.ones(4, dtype=torch.int64); torch.add(x, 2, alpha=1.5)
x = torch.cat([torch.tensor([1]), torch.tensor([])]); y = torch.cat([torch.tensor([]), torch.tensor([1])]); z = torch.cat([torch.tensor([1], dtype=torch.int8), torch.tensor([], dtype=torch.int32)])
x = torch.cat([f(2), torch.tensor([])]); x.sum().backward()
"""
