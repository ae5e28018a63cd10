"""Arguments that fit no operation: bools, integers, empty tensors, wrong shapes and kinds."""

# ruff: noqa: E501

PROGRAMS = """
b = torch.tensor([True, False, True]); r = [torch.sign(b), torch.sgn(b), b.clone().sign_(), torch.diff(b), torch.diff(b, n=2), torch.diff(torch.tensor([1, 4, 9])), torch.heaviside(b, b), torch.heaviside(torch.tensor([0, 1]), torch.tensor([5, 6]))]; b = None
torch.tensor([True]).abs()
torch.round(torch.tensor([True]))
torch.ceil(torch.tensor([True]))
torch.floor(torch.tensor([True]))
torch.fix(torch.tensor([True]))
+torch.tensor([True])
torch.relu(torch.tensor([True]))
torch.nn.functional.relu6(torch.tensor([True]))
torch.median(torch.tensor([True]))
torch.nanmedian(torch.tensor([True]), 0)
torch.heaviside(torch.ones(3), torch.tensor([1, 2, 3]))
torch.histc(torch.tensor([1]))
torch.trapezoid(torch.tensor([True, False]))
torch.cumulative_trapezoid(torch.tensor([True, False]))
r = [torch.trapezoid(torch.tensor([1, 2, 3])), torch.trapezoid(torch.tensor([1, 2, 3]), dx=2), torch.cumulative_trapezoid(torch.tensor([1, 2, 3])), torch.trapezoid(torch.tensor([1, 2, 3]), torch.tensor([0, 1, 3]))]
torch.nn.functional.cosine_similarity(torch.tensor([[1, 2]]), torch.tensor([[1, 2]]))
torch.nn.functional.kl_div(torch.ones(3), torch.tensor([0, 1, 2]), reduction="sum")
torch.nn.functional.prelu(torch.ones(2, 3), torch.tensor([1, 2, 3]))
torch.linalg.vecdot(torch.ones(2, 3), torch.tensor([1, 2, 3]))
e = torch.zeros(0); r = [torch.cummax(e, 0), torch.cummin(torch.zeros(0, 2), 5), torch.histc(e, 3), torch.trapezoid(e), torch.trapezoid(torch.zeros(2, 0)), torch.unique_consecutive(e, return_inverse=True, return_counts=True)]; e = None
r = [one.stride() for one in (torch.ones(0, 5, 64), torch.ones(5, 0, 64), torch.ones(5, 64, 0), torch.ones(0), torch.ones(4, 3)[:0], torch.ones(4, 3)[:, :0], torch.ones(0, 3) + 1)], torch.zeros(0, 3).stride(0)
r = [torch.repeat_interleave(torch.tensor([0, 2, 1])), torch.rsub(torch.ones(2), 1, 2), torch.nn.functional.hardtanh_(torch.ones(2), 9)]
r = torch.linalg.matrix_rank(torch.eye(3), 1e-3), torch.linalg.matrix_rank(torch.diag(torch.tensor([1.0, 0.1, 0.01])), rtol=0.05), torch.linalg.matrix_rank(torch.diag(torch.tensor([2.0, 0.1, 0.04])), atol=0.05), torch.linalg.matrix_rank(torch.eye(3), torch.tensor(2.0)), torch.linalg.matrix_rank(torch.ones(2, 3, 3), atol=torch.tensor([0.1, 100])), torch.linalg.matrix_rank(torch.eye(3), hermitian=True)
r = torch.linalg.pinv(torch.diag(torch.tensor([2.0, 0.1, 0.04])), atol=0.05), torch.linalg.pinv(torch.eye(2), 1e-3), torch.linalg.pinv(torch.zeros(2, 2), atol=0.1), torch.linalg.pinv(torch.diag(torch.tensor([1.0, 0.1])), torch.tensor(0.5))
torch.linalg.matrix_rank(torch.ones(2))
torch.slice_scatter(torch.ones(2, 3), torch.ones(3))
torch.addmv(torch.ones(3, 3), torch.ones(3, 3), torch.ones(3))
torch.baddbmm(torch.ones(3, 3), torch.ones(3, 3), torch.ones(3, 3))
torch.baddbmm(torch.ones(2, 3, 3), torch.ones(2, 3, 3), torch.ones(1, 3, 3))
torch.baddbmm(torch.ones(2, 3, 3), torch.ones(2, 3, 3), torch.ones(2, 3, 3, 3))
torch.addbmm(torch.ones(3, 3), torch.ones(2, 3, 3), torch.ones(3, 3, 3))
torch.addbmm(torch.ones(3, 3), torch.ones(2, 3, 3), torch.ones(2, 2, 3))
torch.linalg.cross(torch.ones(3), torch.ones(2, 3))
torch.ones(2, 3).sum_to_size(2)
torch.ones(()).sum_to_size(2)
torch.meshgrid(torch.tensor([1]), torch.ones(2), indexing="ij")
torch.cartesian_prod(torch.ones(2, 3))
torch.chain_matmul(torch.ones(3, 3), torch.ones(3))
torch.diff(torch.ones(3), -1)
torch.mvlgamma(torch.ones(2), -1)
torch.cat(torch.ones(2, 3))
torch.stack(torch.ones(2, 3))
torch.hstack(torch.ones(2, 3))
torch.column_stack(torch.ones(2, 3))
torch.gather(torch.ones(2))
torch.gather(torch.ones(2), 0)
torch.abs()
torch.softmax(torch.ones(2))
"""
EXPRESSIONS = """
torch.nn.functional.cosine_similarity(f(2, 3), torch.tensor([[1, 2, 3], [4, 5, 6]]))
torch.nn.functional.cosine_similarity(f(2, 3), torch.ones(2, 3, dtype=torch.float64))
torch.linalg.pinv(f(3, 2), atol=1e-3)
torch.linalg.pinv(f(3, 2), rtol=torch.tensor(1e-3))
"""
