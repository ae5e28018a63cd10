import graphviz_autograd as torch

w = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, float("nan")]], requires_grad=True)
c = w
for _ in range(9):
    c = c * c + w.sum()
s = c.sum()
used = torch.tensor(2.0, requires_grad=True)
(used * 3).backward()
