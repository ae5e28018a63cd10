"""Expressions whose first derivative has another graph than PyTorch's, by their operation.

Its values and those of the second derivative are the same. The list only gets shorter.
"""

# ruff: noqa: E501 - each line is an expression of the cases, as it stands there.

OTHER_GRADIENT_GRAPHS = frozenset(
    {
        # Add
        "torch.gru_cell(f(2, 3), f(2, 4), f(12, 3).sin(), f(12, 4).sin(), f(12), f(12))",
        "torch.gru_cell(f(2, 3), f(2, 4), f(12, 3).sin(), f(12, 4).sin())",
        # Amax
        "torch.linalg.matrix_norm(f(4, 2, 3).sin(), 2, dim=(0, 2))",
        "f().amax()",
        # Aminmax
        "torch.aminmax(f(2, 3)).max",
        "torch.aminmax(f(2, 3), dim=1).min",
        # AsStrided
        "f(2, 3).as_strided((2, 2), (1, 2))",
        "f(2, 3).as_strided((2, 2), (1, 1), 1)",
        "f(2, 3)[1].as_strided((2,), (1,))",
        "f(2, 3)[1].as_strided((2,), (1,), 0)",
        "f(2, 3)[1].as_strided((2,), (1,), 4)",
        "f(2, 3).t().as_strided((2, 2), (1, 2), 1)",
        "(f(2, 3).t() * 2).as_strided((2, 2), (1, 2), 1)",
        # BinaryCrossEntropy
        "torch.nn.functional.binary_cross_entropy(f(3) / 10, f(3) / 9)",
        # BinaryCrossEntropyWithLogits
        "torch.nn.functional.binary_cross_entropy_with_logits(-f(3), f(3), pos_weight=f(3).detach(), weight=f(3).detach())",
        # BlockDiag
        "torch.block_diag(f(2, 2), f(1, 3))",
        "torch.block_diag(f(2), f())",
        # Cat
        "torch.cat((f(0), f(2, 3)))",
        # ClampMin
        "torch.nn.functional.triplet_margin_loss(f(2, 3), f(2, 3) * 2, f(2, 3) * 1.5, p=3, reduction='none')",
        # Cumprod
        "(f(2, 3) - 0.5).cumprod(1)",
        # Div
        "torch.nn.functional.kl_div(f(2, 3), f(2, 3), reduction='batchmean')",
        "f(2, 3).nanmean()",
        # Kthvalue
        "f().kthvalue(1)[0]",
        # LinalgDet
        "torch.det(f(2, 2))",
        "torch.linalg.det(f(3, 3).square().sin())",
        "torch.linalg.det(f(3, 2, 2).sin())",
        "torch.linalg.det(torch.outer(f(2), f(2)) * torch.tensor([1., 1.], dtype=torch.float64))",
        # LinalgInvEx
        "torch.linalg.inv(f(3, 2, 2).sin())",
        # LinalgMatrixExp
        "torch.matrix_exp(f(2, 2))",
        "torch.matrix_exp(f(3, 2, 2).sin())",
        "torch.linalg.matrix_exp(f(2, 2) * 2)",
        # LinalgPinv
        "torch.linalg.pinv(f(2, 3, 2).sin())",
        # LinalgSlogdet
        "torch.slogdet(f(2, 2))[1]",
        "torch.linalg.slogdet(f(3, 2, 2).sin()).logabsdet",
        # LinalgSolveEx
        "torch.linalg.solve(f(3, 3).square().sin(), f(3))",
        "torch.linalg.solve(f(3, 2, 2).sin(), f(3, 2))",
        "torch.linalg.solve(f(3, 2, 2).sin(), f(2, 2))",
        # LinalgSolveTriangular
        "torch.linalg.solve_triangular(f(2, 2), f(4, 2, 3), upper=False)",
        # LinalgSvd
        "torch.linalg.svdvals(f(2, 3, 2).sin())",
        "torch.linalg.svd(f(2, 3))[1]",
        "torch.svd(f(3, 2)).S",
        # LinalgVectorNorm
        "f(2, 3).norm(p=float('inf'), dim=1)",
        "f(2, 3).norm(p=1.5)",
        "f(2, 3).norm(p=0.5)",
        "torch.linalg.vector_norm(f(2, 3), float('inf'))",
        "torch.linalg.vector_norm(f(2, 3), -float('inf'), dim=0)",
        # Logcumsumexp
        "f(2, 3).logcumsumexp(1)",
        "f(2, 3).logcumsumexp(-2)",
        # Max
        "f().max(0)[0]",
        # MaxUnpool2D
        "torch.nn.functional.max_unpool2d(*torch.nn.functional.max_pool2d(f(2, 3, 6, 6).sin(), 2, return_indices=True), 2)",
        # Mean
        "torch.nn.functional.poisson_nll_loss(f(3), f(3))",
        "torch.nn.functional.poisson_nll_loss(f(3), f(3), full=True)",
        "torch.nn.functional.multilabel_soft_margin_loss(f(2, 3), torch.tensor([[1., 0, 1], [0, 1, 0]], dtype=torch.float64))",
        # Mean
        "f(2, 3).mean(())",
        # Median
        "f(2, 3).median()",
        # Median
        "f().median(0)[0]",
        # Mm
        "torch.linalg.matrix_power(f(2, 2), -2)",
        # Mode
        "f().mode()[0]",
        # Mul
        "torch.nn.functional.kl_div(f(3), f(3), log_target=True, reduction='none')",
        # Nanmedian
        "f(2, 3).nanmedian()",
        # Nansum
        "f(2, 3).nansum()",
        # NativeBatchNorm
        "torch.nn.functional.batch_norm(f(4, 3), None, None, training=True)",
        "torch.nn.functional.batch_norm(f(4, 3) ** 2, None, None, f(3), f(3), training=True)",
        "torch.nn.functional.batch_norm(f(4, 3), torch.zeros(3, dtype=torch.float64), torch.ones(3, dtype=torch.float64), f(3), f(3), training=True)",
        "torch.nn.functional.batch_norm(f(4, 3), torch.zeros(3, dtype=torch.float64), torch.ones(3, dtype=torch.float64), f(3), f(3), training=False)",
        "torch.nn.functional.batch_norm(f(2, 3, 2), torch.zeros(3, dtype=torch.float64), torch.ones(3, dtype=torch.float64), f(3), f(3))",
        "torch.nn.functional.batch_norm(f(2, 3, 2), torch.zeros(3, dtype=torch.float64), torch.ones(3, dtype=torch.float64))",
        "torch.nn.functional.batch_norm(f(2, 3, 2, 2).exp(), None, None, f(3), training=True, eps=0.1)",
        "torch.nn.functional.batch_norm(f(2, 3, 2, 2).detach(), None, None, f(3), f(3), training=True)",
        # NativeGroupNorm
        "torch.nn.functional.group_norm(f(2, 4, 2), 2)",
        "torch.nn.functional.group_norm(f(2, 4, 2), 2, f(4), f(4))",
        "torch.nn.functional.group_norm(f(2, 4, 2, 2) ** 2, 2, f(4), f(4), eps=0.01)",
        "torch.nn.functional.group_norm(f(2, 4), 2, f(4))",
        "torch.nn.functional.group_norm(f(2, 4), 1, f(4), f(4))",
        # NativeLayerNorm
        "torch.nn.functional.layer_norm(f(2, 3), (3,))",
        "torch.nn.functional.layer_norm(f(2, 3), (3,), f(3), f(3))",
        "torch.nn.functional.layer_norm(f(2, 3), (3,), f(3))",
        "torch.nn.functional.layer_norm(f(2, 3), (2, 3), f(2, 3), f(2, 3))",
        "torch.nn.functional.layer_norm(f(2, 2, 3), (2, 3), f(2, 3), f(2, 3), eps=0.1)",
        "torch.nn.functional.layer_norm(f(2, 3).detach(), (3,), f(3), f(3))",
        "torch.nn.functional.layer_norm(f(2, 3).exp(), [3], f(3).detach())",
        # Norm
        "torch.nn.functional.pairwise_distance(f(2, 3), f(2, 3) * 2, p=1)",
        "torch.nn.functional.pairwise_distance(f(2, 3), f(2, 3) * 2, p=3, keepdim=True)",
        # Permute
        "torch.linalg.matrix_norm(f(4, 2, 3).sin(), 'nuc', keepdim=True)",
        # Pow
        "torch.linalg.svd(f(2, 3).sin(), full_matrices=False)[0] ** 2",
        "torch.linalg.svd(f(3, 2).sin(), full_matrices=False)[0] ** 2",
        "torch.linalg.svd(f(2, 3).sin(), full_matrices=False).Vh ** 2",
        "torch.svd(f(3, 2).sin()).V ** 2",
        "torch.linalg.eigh((lambda a: a + a.mT)(f(3, 3).square().sin())).eigenvectors ** 2",
        "torch.linalg.eigh((lambda a: a + a.mT)(f(3, 3).square().sin()), UPLO='U')[1] ** 2",
        "torch.linalg.qr(f(3, 2).sin())[0] ** 2",
        "torch.linalg.qr(f(3, 2).sin()).R ** 2",
        "torch.linalg.qr(f(3, 3).square().sin()).R ** 2",
        "torch.linalg.qr(f(2, 3).sin()).R ** 2",
        "torch.linalg.qr(f(2, 2, 3).sin())[1] ** 2",
        "torch.qr(f(3, 2).sin()).Q ** 2",
        # Prod
        "f().prod()",
        "(f(2, 3) - 0.5).prod()",
        # Prod
        "(f(2, 3) - 0.5).prod(1)",
        # Repeat
        "f(3).repeat(2, 2)",
        "f(2, 3).repeat(2, 1, 3)",
        "f().repeat(3)",
        "torch.tile(f(2, 3), (2, 1, 2))",
        # ScatterReduce
        "f(2, 3).scatter_reduce(1, torch.tensor([[0, 0], [1, 2]]), f(2, 2), 'prod')",
        "f(2, 3).scatter_reduce(1, torch.tensor([[0, 0], [1, 2]]), f(2, 2), 'amax')",
        "f(2, 3).scatter_reduce(1, torch.tensor([[0, 0], [1, 2]]), f(2, 2), 'amin')",
        "f(2, 3).scatter_reduce(1, torch.tensor([[0, 0], [1, 2]]), f(2, 2), 'prod', include_self=False)",
        "f(2, 3).scatter_reduce(1, torch.tensor([[0, 0], [1, 2]]), f(2, 2), 'amin', include_self=False)",
        # Sinc
        "f(3).sinc()",
        # SoftMarginLoss
        "torch.nn.functional.soft_margin_loss(f(3), torch.tensor([1., -1., 1.], dtype=torch.float64))",
        # Squeeze
        "torch.linalg.cond(f(2, 2))",
        # StdMean
        "torch.std_mean(f(2, 3), 1, keepdim=True)[0]",
        # Sub
        "f(2, 3).diff()",
        "f(2, 3).diff(n=2)",
        "f(2, 3).diff(dim=0, prepend=f(1, 3))",
        "f(3).diff(append=f(2))",
        # Sum
        "torch.nn.functional.kl_div(f(3), f(3), reduction='sum')",
        # Sum
        "f(2, 3).sum(())",
        # Threshold
        "torch.nn.functional.threshold(f(3) * 2, 1.5, 7, inplace=True)",
        # Trace
        "torch.trace(f(2, 2))",
        "f(2, 3).trace()",
        # VarMean
        "torch.var_mean(f(2, 3))[0]",
        "torch.var_mean(f(2, 3), 1)[1]",
        # View
        "torch.nn.functional.instance_norm(f(2, 3, 2))",
        "torch.nn.functional.instance_norm(f(2, 3, 2, 2) ** 2, weight=f(3), bias=f(3))",
        "torch.nn.functional.instance_norm(f(2, 3, 2), torch.zeros(3, dtype=torch.float64), torch.ones(3, dtype=torch.float64), weight=f(3), bias=f(3), use_input_stats=False)",
        # Where
        "torch.logdet(f(2, 2) + 3 * torch.eye(2))",
    }
)
