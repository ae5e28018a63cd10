"""Sorting and searching."""

# ruff: noqa: E501

EXPRESSIONS = """
f(2, 3).sort()[0]
(-f(2, 3)).sort(dim=0).values
f(2, 3).sort(dim=0, descending=True)[0]
f(2, 3).sort(stable=True)[0]
torch.msort(-f(2, 3))
f(2, 4).topk(2)[0]
f(2, 4).topk(2, dim=0).values
f(2, 3).topk(2, dim=1, largest=False)[0]
f().sort()[0]
f().topk(1)[0]
f().kthvalue(1)[0]
f().mode()[0]
"""

PROGRAMS = """
a = torch.searchsorted(torch.tensor([1,3,5]),torch.tensor([3]),side='right')
a = torch.searchsorted(torch.tensor([1,3,5]),torch.tensor([3]),side='left',right=True)
a = torch.searchsorted(torch.tensor([1,3,5]),torch.tensor([3]),side='right',right=True)
a = torch.searchsorted(torch.tensor([1,3,5]),torch.tensor([3]),side='x')
a = torch.searchsorted(torch.tensor([5,3,1]),torch.tensor([3]),sorter=torch.tensor([2,1,0]))
a = torch.searchsorted(torch.tensor([[5,3,1],[1,2,3]]),torch.tensor([[3],[3]]),sorter=torch.tensor([[2,1,0],[0,1,2]]), side='right')
a = torch.searchsorted(torch.tensor([1,3,5]),3,side='right')
x = torch.tensor([3., 1., 3., 2.], requires_grad=True); a = x.sort(stable=True); b = x.sort(descending=True, stable=True); (a.values * x.detach()).sum().backward()
x = torch.tensor([3., float('nan'), 1.]); a = x.sort(); b = x.sort(descending=True); c = x.argsort(); d = x.topk(2)
x = torch.tensor([[3, 1, 2], [0, 5, 4]]); a = x.sort(); b = x.argsort(0); c = x.topk(2, 0); d = x.argsort(descending=True); e = x.kthvalue(2)
x = torch.tensor([True, False]); a = x.sort(); b = x.argsort()
x = torch.tensor([3., 1., 3., 2., 1.]); a = x.unique(); b = x.unique(return_inverse=True); c = torch.unique(x, return_counts=True); d = torch.unique(x, return_inverse=True, return_counts=True)
x = torch.tensor([[3., 1.], [3., 1.], [1., 2.]]); a = x.unique(); b = x.unique(dim=0); c = x.unique(dim=0, return_inverse=True, return_counts=True)
x = torch.tensor([1, 1, 2, 2, 1]); a = torch.unique_consecutive(x); b = torch.unique_consecutive(x, return_inverse=True, return_counts=True)
s = torch.tensor([1., 3., 5.]); v = torch.tensor([[0., 3.], [4., 6.]]); a = torch.searchsorted(s, v); b = torch.searchsorted(s, v, right=True); c = torch.bucketize(v, s); d = torch.bucketize(v, s, right=True); e = torch.searchsorted(s, 3.)
s = torch.tensor([[1., 3., 5.], [2., 4., 6.]]); v = torch.tensor([[3., 6.], [3., 6.]]); a = torch.searchsorted(s, v); b = torch.searchsorted(s, v, out_int32=True)
s = torch.tensor([[1., 3.], [2., 4.]]); torch.searchsorted(s, torch.tensor([[1.]]))
x = torch.tensor([1, 0, 3, 1]); a = torch.bincount(x); b = x.bincount(minlength=6); c = x.bincount(torch.tensor([.5, 1., 2., 1.]))
x = torch.tensor([1., 2., 1.]); a = torch.histc(x, bins=4, min=0, max=3); b = x.histc(3)
x = f(2, 3); x.sort(5)
x = f(2, 3); x.topk(5)
x = f(2, 3); x.topk(1, 5)
x = f(2, 3); x.argsort(2)
x = torch.zeros(0); a = x.sort(); b = x.argsort(); c = x.topk(0); d = x.unique()
"""

SAVED = """
f(2, 3).sort()[0]
f(2, 3).topk(2)[0]
"""
