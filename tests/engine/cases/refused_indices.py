"""Indices, slices, sizes and element types of every kind, and those that are refused."""

# ruff: noqa: E501

PROGRAMS = """
x = torch.zeros(2, dtype=float); y = torch.arange(3, dtype=int); z = torch.tensor([1, 0], dtype=bool); w = torch.ones(2, dtype=int); v = torch.full((2,), 1, dtype=float)
x = torch.ones(2).to(float); y = torch.ones(2).type(int) if False else 0; z = torch.ones(2).to(dtype=bool); v = torch.zeros_like(x, dtype=int)
x = torch.ones(2, dtype=str)
x = torch.zeros(size=(2,)); y = torch.ones(size=(2, 1)); z = torch.rand(size=(2,)).shape[0]; w = torch.randn(size=(3,)).shape[0]; v = torch.empty(size=(2,)).shape[0]
x = f(4); x["0":"1"]
x = f(4); x[0.0:2.0]
x = f(4); y = x[torch.tensor(1):torch.tensor(3)]
x = f(4); y = x[1:3:1.0]
x = f(4); x[1:3:0]
x = f(2, 3); t = torch.tensor(1, dtype=torch.uint8); y = x[t]; __warningregistry__ = None
x = f(2, 3); t = torch.tensor(0, dtype=torch.uint8); y = x[t]; __warningregistry__ = None
x = torch.ones(2, 3); t = torch.tensor(1, dtype=torch.uint8); x[t] = 5.; __warningregistry__ = None
x = torch.ones(2, 3); t = torch.tensor(0, dtype=torch.uint8); x[t] = 5.; __warningregistry__ = None
x = torch.tensor(1); y = x[torch.tensor(True, dtype=torch.uint8)]; __warningregistry__ = None
x = torch.empty(10, 0); x[:, [0, 1]]
x = torch.empty(10, 0); x[:, torch.tensor([0])]
x = f(2, 3); torch.take_along_dim(x, torch.zeros(2, 3, dtype=torch.bool), dim=0)
x = f(2, 3); torch.take_along_dim(x, torch.zeros(2, 3), dim=0)
x = f(2, 3); torch.take_along_dim(x, torch.zeros(2, 3, dtype=torch.int32), dim=0)
x = f(2, 3); torch.take_along_dim(x, torch.zeros(2, dtype=torch.int64), dim=0)
a = torch.arange(4); a[a > -1] = torch.tensor([])
a = torch.arange(4); a[a > -1] = torch.tensor([1, 2, 3])
a = torch.arange(4); a[torch.tensor([0, 1])] = torch.tensor([1., 2., 3.])
a = torch.arange(4); a[torch.tensor([0, 1])] = torch.tensor([1., 2.])
torch.unravel_index(torch.tensor(0.5), (2, 2))
torch.unravel_index(torch.tensor([]), (10, 3))
torch.unravel_index(torch.tensor([1]), (1, 2, 2.0))
torch.unravel_index(torch.tensor(0), (2, -3))
x = f(3, 3); y = x.narrow(0, torch.tensor(1), 1); y.sum().backward()
x = f(3, 3); x.narrow(0, torch.tensor(0.0), 1)
x = f(3, 3); x.narrow(0, torch.tensor([0]), 1)
x = f(3, 3); x.narrow(0, torch.tensor([0, 1]), 1)
x = torch.empty(()); x.resize_([2, 4, 2**29, 2**29])
x = torch.empty(()); x.resize_([8, 8, 2**29, 2**29])
x = torch.empty(()); x.resize_([0, 4, 2305843009213693952])
x = f(5); r = [x.expand(1, 1, 5).stride(), x.expand(2, 1, 5).stride(), x.expand(1, 2, 5).stride(), x.expand(1, 5).stride(), x[:1].expand(1, 4).stride(), x[:1].expand(1, 1).stride(), f().expand(1, 1).stride(), f(3, 2).t().expand(1, 2, 3).stride()]
x = f(10); torch.tensor_split(x, torch.tensor(1.1), 0)
x = f(10); torch.tensor_split(x, torch.ones(2, 2, dtype=torch.int64), 0)
x = f(10); y = torch.tensor_split(x, torch.tensor(3), 0)
x = f(10); y = torch.tensor_split(x, torch.tensor([3, 5]), 0)
x = f(10); y = torch.tensor_split(x, torch.tensor(0), 0)
x = f(); y = torch.tensor_split(x, 3, 0)
torch.ones(2).flip()
y = torch.ones(2).flip([]), torch.ones(2).flip(())
torch.arange(7.).unfold(0, -1, 1)
y = torch.arange(7.).unfold(0, 0, 1).shape[1]
torch.arange(7.).unfold(0, 1, -1)
x = f(1, 3); x[None, 5]
x = f(1, 3); x[:, None, 5]
z = f(2, 3, 4); z[0, None, 5]
z = f(2, 3, 4); z[..., 5]
z = f(2, 3, 4); z[0, True, 5]
z = f(2, 3, 4); z[torch.tensor([0, 1]), 5]
x = f(1, 3); x[0, 0, torch.tensor([0.5])]
x = f(1, 3); x['a', 0, 0]
x = f(1, 3); x['a']
x = f(1, 3); x[0, 'a']
x = f(1, 3); x[[0, 'a']]; __warningregistry__ = None
x = f(1, 3); x['a'] = 1
x = f(1, 3); x[0, 0, 0] = 1
x = f(2, 3); y = x[[[True, False, True], [False, True, True]]]; z = x[..., [True, False, True]]; __warningregistry__ = None
"""
