"""Indexing of every kind, and storing by index."""

# ruff: noqa: E501

EXPRESSIONS = """
f()[()]
f()[None]
f()[...]
f()[True]
f()[torch.tensor(True)]
f()[None, None]
f(3)[1]
f(3)[-3]
f(2, 3)[1, 2]
f(2, 3)[-1, -1]
f(2, 3)[(0, 1)]
f(2, 3)[0][1]
f(2, 3)[:]
f(2, 3)[:, :]
f(2, 3)[...]
f(2, 3)[..., ...]
f(2, 3)[()]
f(2, 3)[None, :, None]
f(2, 3)[1:, None]
f(2, 3)[..., None]
f(2, 3)[:, None, 0]
f(2, 3)[None, None]
f(2, 3)[::2]
f(2, 3)[0:2]
f(2, 3)[0:5]
f(2, 3)[:, 0:3]
f(2, 3)[:, 0:2]
f(2, 3)[:, -3:]
f(2, 3)[:, :100]
f(2, 3)[-1:]
f(2, 3)[:-1]
f(2, 3)[5:].sum() + f(2, 3)
f(2, 3)[1:0].sum() + f(2, 3)
f(2, 3)[0, :]
f(2, 3)[:, 0, ...]
f(2, 3)[slice(0, 1)]
f(2, 3)[slice(None), 0]
f(2, 3)[torch.tensor(0):torch.tensor(2)]
f(2, 3, 4)[0, ..., None, 1]
f(2, 3)[True]
f(2, 3)[True, 0]
f(2, 3)[torch.tensor(True)]
f(2, 3)[torch.tensor(1)]
f(2, 3)[torch.tensor(1), torch.tensor(2)]
f(2, 3)[True, torch.tensor([0, 1])]
f(2, 3)[[0, 1]]
f(2, 3)[[0, 1], [1, 2]]
f(2, 3)[[0, 1], :]
f(2, 3)[[0, 1], None]
f(2, 3)[:, [0]]
f(2, 3)[[True, False]]
f(2, 3)[:, [True, False, True]]
f(2, 3)[torch.arange(6).view(2, 3) > 1]
f(2, 3)[:, torch.tensor([True, False, True])]
f(2, 3)[torch.tensor([0, 1]), 1]
f(2, 3)[1, torch.tensor([0, 1])]
f(2, 3)[torch.tensor([0, 1]), :]
f(2, 3)[torch.tensor([-1])]
f(2, 3)[torch.tensor([0, 1], dtype=torch.int32)]
f(2, 3)[torch.tensor([[0, 1], [1, 0]])]
f(2, 3)[torch.tensor([[0, 1], [1, 0]]), torch.tensor([0, 1])]
f(2, 3)[torch.tensor([[0]]), torch.tensor([[1, 2]])]
f(2, 3)[range(2)]
f(2, 3)[torch.tensor([], dtype=torch.int64)].sum() + f(2, 3)
f(2, 3)[[]].sum() + f(2, 3)
f(2, 3, 4)[:, 1, torch.tensor([0, 1])]
f(2, 3, 4)[torch.tensor([0, 1]), :, torch.tensor([0, 1])]
f(2, 3, 4)[torch.tensor([0, 1]), ..., torch.tensor([0, 1])]
f(2, 3, 4)[..., torch.tensor([0, 1])]
f(2, 3, 4)[torch.tensor([0, 1]), 1:, torch.tensor([0, 1])]
f(2, 3, 4)[None, torch.tensor([0, 1])]
f(2, 3, 4)[torch.tensor([0, 1]), None]
f(2, 3, 4)[torch.tensor([[True, False, True], [False, True, True]]), 0]
f(2, 3, 4)[torch.tensor([[True, False, True], [False, True, True]]), 1:]
f(2, 3, 4)[torch.tensor([[True, False, True], [False, True, True]]), [0, 1, 2, 3]]
f(2, 3, 4)[torch.tensor([[True, False, True], [False, True, True]]), None]
f(2, 3, 4)[torch.tensor([[True, False, True], [False, True, True]]), ..., 0]
f(4, 2, 3)[0, torch.tensor([[True, False, True], [False, True, True]])]
f(4)[[0, 0, 0]] * f(3)
f(2, 3).index_put((torch.tensor([0, 1]),), f(3))
f(2, 3).index_put((torch.tensor([0, 0]),), f(3), accumulate=True)
f(2, 3).index_put((torch.tensor([0, 1]), torch.tensor([2, 0])), f(2))
f(2, 3).index_put([torch.arange(6).view(2, 3) > 1], f())
torch.index_put(f(3), (torch.tensor([1]),), f(1), accumulate=True)
"""

PROGRAMS = """
x = f(3); x[-4]
x = f(2, 3); x[1, 5]
x = f(2, 3); x[2]
x = f(2, 3); x[0, 0, 0]
x = f(); x[0]
x = f(); x[:]
x = f(); x[torch.tensor(0)]
x = f(3); x[2**40]
x = f(3); x[1, 1]
x = f(3); x[0:2, 0]
x = f(2, 3); x[::-1]
x = f(2, 3); x[1.0]
x = f(3); x[{1}]
x = f(3); x[object()]
x = f(3); x[x]
x = f(3); x[torch.tensor(5)]
x = f(2, 3); x[torch.tensor([0, 5])]
x = f(2, 3); x[torch.tensor([0., 1.])]
x = f(2, 3); x[[True, False, True]]
x = f(2, 3); x[:, torch.tensor([True, False])]
x = f(2, 3); x[torch.tensor([[True, False, True]])]
x = f(2, 3); x[torch.tensor([0, 1, 1]), torch.tensor([0, 1])]
x = f(2, 3); x[torch.tensor([[True, False, True], [False, True, True]]), 0]
x = f(2, 3); a = x[False]; b = x[...]._base is x; c = x[:]._is_view(); d = x[[0]]._is_view(); e = x[0]._is_view(); g = x[True]._is_view()
import numpy as np; x = f(2, 3); a = x[np.array([0, 1])]; b = x[np.int64(1)]; c = x[np.array([True, False])]; d = x[np.array(1)]; del np
x = f(2, 3); y = x * 2; y[0] = 1; (y * y).sum().backward(); n = y._version
x = f(2, 3); y = x * 2; y[0, 0] = 1; (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[0] = torch.tensor(1.); (y * y).sum().backward()
x = f(2, 3); s = f(3); y = x * 2; y[0] = s; (y * y).sum().backward()
x = f(2, 3); s = f(1, 3); y = x * 2; y[0] = s; (y * y).sum().backward()
x = f(2, 3); s = f(3); y = x * 2; y[:] = s; (y * y).sum().backward()
x = f(2, 3); s = f(3); y = x * 2; y[...] = s; (y * y).sum().backward()
x = f(2, 3); s = f(3); y = x * 2; y[()] = s; (y * y).sum().backward()
x = f(2, 3); s = f(2, 1); y = x * 2; y[:, 1:] = s; (y * y).sum().backward()
x = f(2, 3); s = f(2, 3); y = x * 2; y[None] = s; (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[[0]] = 1; (y * y).sum().backward(); n = y._version
x = f(2, 3); s = f(2); y = x * 2; y[[0, 1], [0, 2]] = s; (y * y).sum().backward()
x = f(2, 3); s = f(2); y = x * 2; y[0, [0, 2]] = s; (y * y).sum().backward()
x = f(2, 3); s = f(2); y = x * 2; y[:, [0, 2]] = s; (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[y > 2] = 0; (y * y).sum().backward()
x = f(2, 3); s = f(); y = x * 2; y[y > 2] = s; (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[y > 2] *= 2; (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[y > 2] = y[y > 2] ** 2; (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[:, y[0] > 2] *= 2; (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[0, y[0] > 1] = 0; (y * y).sum().backward()
x = f(2, 3); s = f(); y = x * 2; y[0, y[0] > 1] = s; (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[True] = 0; (y * y).sum().backward()
x = f(2, 3); s = f(2, 3); y = x * 2; y[True] = s; (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[False] = 0; (y * y).sum().backward(); n = y._version
x = f(2, 3); y = x * 2; y[torch.tensor(0)] = 0; (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[:] = 0; (y * y).sum().backward(); n = y._version
x = f(2, 3); y = x * 2; y[:, :] = 1; (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[0, :] = 1; (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[None] = 0; (y * y).sum().backward()
x = f(2, 3); y = x * 2; y[0:1] = 5; (y * y).sum().backward()
x = f(2, 3); s = f(1); y = x * 2; y[0, 0] = s; (y * y).sum().backward()
x = f(2, 3); s = f(1, 1); y = x * 2; y[0, 0] = s; (y * y).sum().backward()
x = f(2, 3); s = f(1, 3); y = x * 2; y[[0, 1]] = s; (y * y).sum().backward()
x = f(2, 3); s = f(1, 2, 3); y = x * 2; y[[0, 1]] = s; (y * y).sum().backward()
x = f(3); s = f(2); y = x * 2; y[1:] *= s; (y * y).sum().backward(); n = y._version
x = f(3); s = f(); y = x * 2; y[1] += s; (y * y).sum().backward()
x = f(3); s = f(1); y = x * 2; y[[1]] *= s; (y * y).sum().backward()
x = f(3); s = f(3, dtype='float32'); y = x * 2; y[:] = s; (y * y).sum().backward()
x = f(2, 3); s = f(3, dtype='float32'); y = x * 2; y[[0]] = s
x = f(2, 3); y = x * 2; y[0] = f(2)
x = f(2, 3); y = x * 2; y[0, 0] = f(2)
x = f(2, 3); y = x * 2; y[0] = f(2, 3)
x = f(2, 3); y = x * 2; y[5] = 1
x = f(2, 3); y = x * 2; y[[0, 1]] = f(2)
x = f(2, 3); y = x * 2; y[torch.tensor([0, 7])] = 0
x = f(2, 3); y = x * 2; y[0] = 'a'
x = f(2, 3); y = x * 2; y[0] = [1, 2, 3]
x = f(2, 3); y = x * 2; y[0] = None
x = f(2, 3); y = x * 2; y[1.] = 3
import numpy as np; x = f(2, 3); y = x * 2; y[0] = np.float64(2); del np
x = f(); y = x * 2; y[()] = 3; y.backward()
x = f(); y = x * 2; y[...] = 3; y.backward()
x = f(); y = x * 2; y[0] = 3
x = f(3); x[[0]] = 1
x = f(3); x[1:] = 1
x = f(3); x[:] = 1
y = torch.zeros(3, dtype=torch.int64); y[0] = 2.7; n = y._version
y = torch.zeros(3, dtype=torch.bool); y[0] = 2
y = torch.zeros(3, dtype=torch.int64); y[0] = f(1)[0]
x = f(1); y = torch.zeros(3, dtype=torch.float64); y[torch.tensor([0])] = x; y.sum().backward()
x = f(2); y = torch.zeros(2, 2, dtype=torch.float64); y[0] = x; y[1] = x * 3; y[:, 1] += x; (y ** 2).sum().backward()
x = f(2, 3); y = x * 2; y.index_put_((torch.tensor([0, 0]),), f(2, 3), accumulate=True); (y * y).sum().backward()
x = f(2, 3); x.index_put((torch.tensor([0, 1]), torch.tensor([0, 1, 2])), f(3))
x = f(2, 3); x.index_put((torch.tensor([0]), torch.tensor([0]), torch.tensor([0])), f(1))
x = f(4); i = torch.tensor([0, 0, 2]); y = x[i]; y.sum().backward(); g = x.grad
x = f(4); y = x * 2; z = y[1:3]; y[2] = 0; (z * z).sum().backward(); n = z.grad_fn
x = f(4); y = x * 2; z = y[[1, 2]]; y[2] = 0; (z * z).sum().backward()
x = f(3); y = x.exp(); y[0] = 1; y.sum().backward()
x = f(3); y = x * 1; z = y * y; y[0] = 1; z.sum().backward()
x = f(2, 3); y = x * 2; a = [r for r in y]; b = len(y); (a[0] * a[1]).sum().backward()
x = f(3); h = [torch.zeros(3, dtype=torch.float64)]; y = torch.zeros(2, 3, dtype=torch.float64); y[0] = x; y[1] = y[0] * x; y.sum().backward()
"""

SAVED = """
f(2, 3)[0, 1]
f(2, 3)[1:]
f(2, 3)[[0, 1]]
f(2, 3)[torch.arange(6).view(2, 3) > 1]
f(2, 3).index_put((torch.tensor([0]),), f(3))
"""
