"""The bytes of a tensor read as numbers of another type: ``view(dtype)``."""

# ruff: noqa: E501

PROGRAMS = """
x = f(2, 4, dtype='float32'); v = x.view(torch.int32); r = [v.stride(), v._is_view(), v.is_leaf, v.data_ptr() == x.data_ptr(), torch.tensor([1.5]).view(torch.int32).item()]
x = f(2, 4); v = [x.view(torch.float64), (x * 1).view(dtype=torch.float64), x.t().view(torch.int64), x[:, ::2].view(torch.int64)]
x = torch.arange(8.0).view(2, 4); v = [x.view(torch.float64), x.view(torch.half), x.view(torch.uint8), x[:, 2:].view(torch.float64), torch.ones(3, dtype=torch.uint8).view(torch.bool)]; r = [one.stride() for one in v]
x = torch.arange(4.0); v = x.view(torch.int32); v.zero_(); r = [x._version, v._version]
x = f(3); y = x * 1; z = (y * y).sum(); y.view(torch.int64).zero_(); z.backward()
x = f(3); y = x * 1; y.view(torch.float64).mul_(2); r = y.grad_fn.name()
x = f(3); x.view(torch.int64).zero_()
torch.tensor(1.0).view(torch.float64)
torch.ones(2, 4).t().view(torch.float64)
torch.ones(2, 3).view(torch.float64)
torch.arange(9.0)[1:].view(torch.float64)
torch.arange(9.0).as_strided((2, 2), (3, 1)).view(torch.float64)
torch.ones(4, dtype=torch.int8).view(torch.int64)
"""
