"""Linear algebra: values, graphs, first and second derivatives, errors.

Eigenvectors and singular vectors have a free sign: they are compared through what does not.
"""

# ruff: noqa: E501

EXPRESSIONS = """
torch.triangular_solve(f(2, 1), f(2, 2)).solution
torch.triangular_solve(f(2, 1), f(2, 2, 2), False, True).solution
torch.inverse(f(2, 2))
torch.linalg.inv(f(3, 3).square().sin())
torch.linalg.inv(f(3, 2, 2).sin())
torch.linalg.inv_ex(f(2, 2)).inverse
torch.det(f(2, 2))
torch.linalg.det(f(3, 3).square().sin())
torch.linalg.det(f(3, 2, 2).sin())
torch.linalg.det(torch.outer(f(2), f(2)) * torch.tensor([1., 1.], dtype=torch.float64))
torch.slogdet(f(2, 2))[1]
torch.linalg.slogdet(f(3, 2, 2).sin()).logabsdet
torch.logdet(f(2, 2) + 3 * torch.eye(2))
torch.linalg.solve(f(3, 3).square().sin(), f(3))
torch.linalg.solve(f(2, 2), f(2, 3))
torch.linalg.solve(f(3, 2, 2).sin(), f(3, 2))
torch.linalg.solve(f(3, 2, 2).sin(), f(3, 2, 1))
torch.linalg.solve(f(3, 2, 2).sin(), f(2, 2))
torch.linalg.solve(f(2, 2), f(3, 2), left=False)
torch.linalg.solve_triangular(f(2, 2), f(2, 3), upper=True)
torch.linalg.solve_triangular(f(2, 2), f(4, 2, 3), upper=False)
torch.linalg.solve_triangular(f(2, 2), f(3, 2), upper=False, left=False)
torch.linalg.solve_triangular(f(2, 2), f(2, 3), upper=True, unitriangular=True)
torch.linalg.cholesky((lambda a: a @ a.mT + torch.eye(3))(f(3, 3).sin()))
torch.linalg.cholesky((lambda a: a @ a.mT + torch.eye(3))(f(3, 3).sin()), upper=True)
torch.cholesky((lambda a: a @ a.mT + torch.eye(2))(f(2, 2)))
torch.linalg.svdvals(f(2, 3))
torch.linalg.svdvals(f(2, 3, 2).sin())
torch.linalg.svd(f(2, 3))[1]
torch.svd(f(3, 2)).S
torch.linalg.svd(f(2, 3).sin(), full_matrices=False)[0] ** 2
torch.linalg.svd(f(3, 2).sin(), full_matrices=False)[0] ** 2
torch.linalg.svd(f(2, 3).sin(), full_matrices=False).Vh ** 2
torch.svd(f(3, 2).sin()).V ** 2
torch.linalg.eigvalsh((lambda a: a + a.mT)(f(3, 3).square().sin()))
torch.linalg.eigh((lambda a: a + a.mT)(f(3, 3).square().sin()))[0]
torch.linalg.eigh((lambda a: a + a.mT)(f(3, 3).square().sin())).eigenvectors ** 2
torch.linalg.eigh((lambda a: a + a.mT)(f(3, 3).square().sin()), UPLO='U')[1] ** 2
torch.linalg.qr(f(3, 2).sin())[0] ** 2
torch.linalg.qr(f(3, 2).sin()).R ** 2
torch.linalg.qr(f(3, 3).square().sin()).R ** 2
torch.linalg.qr(f(2, 3).sin()).R ** 2
torch.linalg.qr(f(2, 2, 3).sin())[1] ** 2
torch.qr(f(3, 2).sin()).Q ** 2
torch.linalg.pinv(f(3, 2).sin())
torch.linalg.pinv(f(2, 3).sin())
torch.linalg.pinv(f(2, 3, 2).sin())
torch.pinverse(f(3, 2).sin())
torch.linalg.matrix_power(f(2, 2), 0)
torch.linalg.matrix_power(f(2, 2), 1)
torch.linalg.matrix_power(f(2, 2), 2)
torch.linalg.matrix_power(f(2, 2), 3)
torch.linalg.matrix_power(f(2, 2), 5)
torch.linalg.matrix_power(f(2, 2), -1)
torch.linalg.matrix_power(f(2, 2), -2)
torch.matrix_power(f(4, 2, 2), 3)
torch.matrix_exp(f(2, 2))
torch.matrix_exp(f(3, 2, 2).sin())
torch.linalg.matrix_exp(f(2, 2) * 2)
torch.linalg.norm(f(2, 3), 2)
torch.linalg.norm(f(2, 3), 'nuc')
torch.linalg.matrix_norm(f(2, 3), -2)
torch.linalg.matrix_norm(f(4, 2, 3).sin(), 'nuc', keepdim=True)
torch.linalg.matrix_norm(f(4, 2, 3).sin(), 2, dim=(0, 2))
f(2, 3).norm(p='nuc')
torch.linalg.cond(f(2, 2))
torch.linalg.det(torch.stack([f(2, 2), torch.outer(f(2), f(2))]))
torch.linalg.qr(f(2, 3).sin())[0] ** 2
(lambda u, s, v: (u**2).sum() + (s**2).sum() + (v**2).sum())(*torch.linalg.svd(f(2, 3).sin(), full_matrices=False))
(lambda u, s, v: (u**2).sum() + (s**2).sum() + (v**2).sum())(*torch.linalg.svd(f(3, 2).sin(), full_matrices=False))
(lambda l, v: (l**2).sum() + (v**2).sum())(*torch.linalg.eigh((lambda a: a + a.mT)(f(3, 3).square().sin())))
(lambda q, r: (q**2).sum() + (r**2).sum())(*torch.linalg.qr(f(3, 2).sin()))
(lambda q, r: (q**2).sum() + (r**2).sum())(*torch.linalg.qr(f(2, 3).sin()))
torch.cholesky_solve(f(2, 1), f(2, 2).tril())
torch.cholesky_solve(f(2, 1), f(2, 2).triu(), upper=True)
torch.cholesky_inverse(f(2, 2).tril())
f(2, 2).triu().cholesky_inverse(upper=True)
torch.linalg.lu(f(3, 3).square().sin())[1]
torch.linalg.lu(f(2, 2, 2).sin()).U
(lambda p, l, u: p @ l.cos() @ u)(*torch.linalg.lu(f(3, 3).square().sin()))
torch.linalg.lu_factor(f(3, 3).square().sin())[0]
torch.linalg.lu_factor_ex(f(2, 2, 2).sin()).LU
torch.lu_unpack(*torch.linalg.lu_factor(f(2, 2).sin()))[1]
torch.lu_unpack(*torch.linalg.lu_factor(f(2, 2).sin())).U
torch.linalg.lu_solve(*torch.linalg.lu_factor(f(3, 3).square().sin()), f(3, 2))
torch.linalg.lu_solve(*torch.linalg.lu_factor(f(2, 2).sin()), f(3, 2), left=False)
torch.linalg.lu_solve(*torch.linalg.lu_factor(f(2, 2).sin()), f(2, 1), adjoint=True)
torch.linalg.lu_solve(*torch.linalg.lu_factor(f(2, 2).sin()), f(1, 2), left=False, adjoint=True)
torch.lu_solve(f(2, 1), *torch.linalg.lu_factor(f(2, 2).sin()))
f(2, 1).lu_solve(*torch.linalg.lu_factor(f(2, 2).sin()))
torch.linalg.vecdot(f(3), f(3).sin())
torch.linalg.householder_product(f(3, 2).sin(), f(2))
torch.linalg.householder_product(f(3, 3).sin(), f(1))
torch.linalg.householder_product(f(2, 3, 2).sin(), f(2, 2))
torch.orgqr(f(2, 2).sin(), f(2).cos())
f(4, 3).sin().orgqr(f(3).cos())
torch.linalg.lu_factor(f(3, 2).sin())[0]
torch.linalg.lu_factor(f(2, 3).sin())[0]
torch.linalg.lu_factor(f(2, 4, 3).square().sin())[0]
(lambda p, l, u: (p @ l).sum() + (u * u).sum())(*torch.linalg.lu(f(3, 2).sin()))
(lambda p, l, u: (p @ l).cos().sum() + (u * u).sum())(*torch.linalg.lu(f(2, 4).sin()))
torch.linalg.lu(f(3, 2).sin()).L
torch.linalg.lu(f(3, 2).sin()).U
torch.linalg.lu(f(2, 3).sin()).L
torch.linalg.lu(f(2, 3).sin()).U
torch.lu_unpack(*torch.linalg.lu_factor(f(3, 2).sin())).L
torch.lu_unpack(*torch.linalg.lu_factor(f(3, 2).sin())).U
torch.lu_unpack(*torch.linalg.lu_factor(f(2, 3).sin())).L
torch.lu_unpack(*torch.linalg.lu_factor(f(2, 3).sin())).U
torch.linalg.multi_dot([f(2, 2), f(2, 2), f(2, 2)])
"""

PROGRAMS = """
A = torch.tensor([[4.,2,1],[2.,5,3],[1,3,-2.]]); y = torch.linalg.cholesky_ex(A); z = torch.linalg.cholesky_ex(A, upper=True); s = y[0].stride()
A = torch.tensor([[4.,2,1],[2.,5,3],[1,3,-2.]]); y = torch.linalg.cholesky_ex(A, check_errors=True)
A = torch.tensor([[4.,2,1],[2.,5,3],[1,3,-2.]]); y = torch.linalg.cholesky(torch.stack([torch.eye(3), A]))
A = torch.tensor([[4.,2,1],[2.,5,3],[1,3,-2.]]); y = torch.linalg.cholesky_ex(torch.stack([torch.eye(3), A]))
A = torch.tensor([[4.,2],[2.,5]], requires_grad=True); y = torch.linalg.cholesky_ex(A); y.L.sum().backward()
A = torch.tensor([[1.,2],[2.,4]]); y = torch.linalg.solve_ex(A, torch.ones(2)); i = y.info
A = torch.tensor([[1.,2],[2.,4]]); y = torch.linalg.solve_ex(A, torch.ones(2), check_errors=True)
A = torch.tensor([[1.,2],[2.,3]], requires_grad=True); y = torch.linalg.solve_ex(A, torch.ones(2, 2), left=False); y.result.sum().backward()
A = torch.tensor([[1.,2],[2.,4]]); y = torch.linalg.solve_ex(torch.stack([A, torch.eye(2)]), torch.ones(2, 2, 1))
x = torch.cos(torch.arange(1200., dtype=torch.float64).reshape(40, 30) ** 2); y = torch.linalg.lu_factor(x); z = torch.linalg.lu_factor(x.mT); d = torch.linalg.slogdet(x[:30])
x = torch.eye(3, dtype=torch.float64, requires_grad=True); y = torch.linalg.svdvals(x).sum(); g, = torch.autograd.grad(y, x)
x = torch.eye(3, dtype=torch.float64, requires_grad=True); y = torch.linalg.eigvalsh(x).sum(); g, = torch.autograd.grad(y, x)
x = f(3, 3); u, s, vh = torch.linalg.svd(x); a = torch.allclose(u @ torch.diag(s) @ vh, x); del u, vh
x = f(3, 3); l, v = torch.linalg.eigh(x + x.mT); a = torch.allclose(v @ torch.diag(l) @ v.mT, x + x.mT); del v
x = f(3, 2); q, r = torch.linalg.qr(x); a = torch.allclose(q @ r, x); n = q.grad_fn; del q, r
x = f(3, 2); q, r = torch.linalg.qr(x, mode='complete'); s = q.shape, r.shape; del q, r
x = f(3, 2); q, r = torch.linalg.qr(x, mode='r'); r.sum().backward()
x = f(3, 2); q, r = torch.linalg.qr(x, mode='complete'); r.sum().backward()
x = f(2, 3); torch.linalg.inv(x)
torch.linalg.inv(torch.zeros(2, 2))
torch.linalg.inv(torch.tensor([[1., 2.], [2., 4.]]))
torch.linalg.inv(torch.zeros(2, 2, 2))
torch.linalg.inv(f(2))
torch.linalg.inv(torch.tensor([[1, 2], [3, 4]]))
torch.linalg.det(f(2, 3))
torch.linalg.det(f(2))
torch.linalg.cholesky(f(2, 3))
torch.linalg.cholesky(-torch.eye(2))
torch.linalg.cholesky(torch.tensor([[1., 2.], [2., 1.]]))
torch.linalg.solve(f(2, 2), f(3))
torch.linalg.solve(torch.zeros(2, 2), torch.ones(2))
torch.linalg.solve(f(2, 3), f(2))
torch.linalg.solve(f(2, 2), f(2, dtype='float32'))
torch.linalg.eigh(f(2, 3))
torch.linalg.svd(f(2))
torch.linalg.qr(f(2))
torch.linalg.matrix_power(f(2, 3), 2)
x = torch.cos(torch.arange(864., dtype=torch.float64).reshape(2, 3, 12, 12) ** 2); y = torch.linalg.lu_factor(x); z = torch.linalg.det(x); p = torch.linalg.lu(x).P
x = torch.cos(torch.arange(3600., dtype=torch.float64).reshape(2, 50, 36) ** 2); y = torch.linalg.lu_factor(x); z = torch.linalg.lu_factor(x.mT)
x = torch.linalg.lu_factor_ex(torch.tensor([[[0., 1.], [0., 2.]], [[1., 2.], [3., 4.]], [[0., 0.], [0., 0.]]], dtype=torch.float64))[:2]
x = torch.cos(torch.arange(256., dtype=torch.float64).reshape(4, 8, 8) ** 2); y = torch.linalg.ldl_factor(x + x.mT); z = torch.linalg.ldl_solve(*y, x); e = torch.allclose((x + x.mT) @ z, x)
x = torch.linalg.ldl_factor_ex(torch.tensor([[[0., 1.], [1., 0.]], [[1., 5.], [2., 3.]], [[0., 0.], [0., 0.]]], dtype=torch.float64))
x = torch.linalg.ldl_solve(torch.eye(3, dtype=torch.float64), torch.tensor([1, 2, 3]), f(2, 3, 1).detach())
x = torch.linalg.ldl_factor(f(3, 3) + f(3, 3).mT); n = x.LD.grad_fn.name(); x.LD.sum().backward()
x = torch.linalg.ldl_factor_ex(f(3, 3))[2]; n = torch.linalg.ldl_solve(torch.eye(2, dtype=torch.float64), torch.tensor([1, 2]), f(2, 1)).grad_fn.name()
x = torch.cos(torch.arange(96., dtype=torch.float64).reshape(2, 8, 6) ** 2); y = torch.linalg.householder_product(x, x[:, 0, :4]); s = y.stride()
x = torch.linalg.householder_product(f(3, 3), f(3)[:0])
torch.linalg.householder_product(f(3), f(3))
torch.linalg.householder_product(f(2, 3), f(2))
torch.linalg.householder_product(f(3, 2), f(3))
torch.linalg.householder_product(f(3, 3), f(2, 2))
torch.linalg.householder_product(f(2, 3, 3), f(1, 3))
torch.linalg.householder_product(f(3, 3), torch.ones(3))
torch.linalg.householder_product(torch.ones(3, 3, dtype=torch.int64), torch.ones(3, dtype=torch.int64))
torch.linalg.householder_product(f(3, 3), torch.tensor(1.))
x = torch.tensor([[1., 2., 3.], [0., 0., 4.], [0., 0., 2.]], dtype=torch.float64); y = torch.linalg.solve_triangular(x, f(2, 3, 2).detach(), upper=True); z = torch.linalg.solve_triangular(x.mT, f(3, 2).detach(), upper=False)
x = torch.tensor([[[1., 0.], [0., 1.]], [[1., 2.], [2., 4.]], [[0., 1.], [0., 2.]]], dtype=torch.float64); y = torch.linalg.lu_factor_ex(x); z = torch.linalg.lu_solve(*y[:2], x); i = torch.linalg.inv_ex(x)
torch.linalg.lu_factor(torch.tensor([[[1., 0.], [0., 1.]], [[1., 2.], [2., 4.]]]))
torch.linalg.lu_factor(torch.zeros(2, 3))
torch.linalg.lu_factor_ex(torch.zeros(3, 2), check_errors=True)
torch.linalg.inv_ex(torch.tensor([[[1., 0.], [0., 1.]], [[1., 2.], [2., 4.]]]), check_errors=True)
x = torch.linalg.lu_factor_ex(torch.zeros(2, 0, 3)), torch.linalg.inv_ex(torch.zeros(2, 0, 0))
torch.linalg.ldl_factor(f(3))
torch.linalg.ldl_factor_ex(f(2, 3))
torch.linalg.ldl_factor(torch.ones(2, 2, dtype=torch.int64))
torch.linalg.ldl_solve(f(3, 2), torch.tensor([1, 2, 3]), f(3, 1))
torch.linalg.ldl_solve(f(3, 3), torch.tensor([1, 2]), f(3, 1))
torch.linalg.ldl_solve(f(3, 3), torch.ones(3), f(3, 1))
torch.linalg.ldl_solve(f(3, 3), torch.tensor([1, 2, 3]), f(2, 1))
torch.linalg.ldl_solve(f(3, 3), torch.tensor([1, 2, 3]), f(3))
torch.linalg.ldl_solve(f(3, 3), torch.tensor([1, 2, 3]), torch.ones(3, 1))
x = torch.linalg.lu(f(3, 2).sin()); y = torch.linalg.lu_factor(f(2, 3).sin())
torch.linalg.lu(f(2))
torch.linalg.lu_factor(torch.ones(2, 2, dtype=torch.int64))
torch.linalg.lu_factor(f(2, 2), pivot=False)
a = torch.linalg.matrix_rank(torch.ones(3, 2)); b = torch.linalg.matrix_rank(f(2, 3, 2)); c = torch.logdet(-f(2, 2).det() * torch.eye(1))
x = torch.eye(2); r = repr(torch.linalg.slogdet(x)); s = repr(torch.slogdet(x)); u = repr(torch.linalg.inv_ex(x))
x = torch.tensor([[1., 2.], [2., 4.]], requires_grad=True); g, = torch.autograd.grad(torch.det(x), x); h, = torch.autograd.grad(torch.det(x), x, create_graph=True)
x = torch.tensor([[[1., 2.], [2., 4.]], [[1., 2.], [3., 4.]]], requires_grad=True); y = torch.linalg.det(x); y.sum().backward()
x = torch.linalg.diagonal(f(2, 3, 4)); x.sum().backward()
"""

SAVED = """
torch.linalg.householder_product(f(3, 2), f(2))
torch.linalg.inv(f(2, 2))
torch.linalg.cholesky(torch.eye(2, requires_grad=True))
torch.linalg.solve_triangular(f(2, 2), f(2, 3), upper=True)
torch.linalg.eigh(f(2, 2))[0]
torch.linalg.qr(f(3, 2))[0]
torch.linalg.pinv(f(3, 2))
torch.matrix_exp(f(2, 2))
torch.linalg.det(f(2, 2))
torch.linalg.slogdet(f(2, 2))[1]
torch.linalg.solve(f(2, 2), f(2))
torch.linalg.lu_factor(f(2, 2))[0]
torch.linalg.lu(f(2, 2))[1]
"""
