"""Expressions whose first derivative has another graph than PyTorch's, by their operation.

Its values and those of the second derivative are the same. The list only gets shorter.
"""

# ruff: noqa: E501 - each line is an expression of the cases, as it stands there.

OTHER_GRADIENT_GRAPHS = frozenset(
    {
        # LinalgPinv
        "torch.linalg.pinv(f(2, 3, 2).sin())",
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
        # View
        "torch.nn.functional.instance_norm(f(2, 3, 2))",
        "torch.nn.functional.instance_norm(f(2, 3, 2, 2) ** 2, weight=f(3), bias=f(3))",
        "torch.nn.functional.instance_norm(f(2, 3, 2), torch.zeros(3, dtype=torch.float64), torch.ones(3, dtype=torch.float64), weight=f(3), bias=f(3), use_input_stats=False)",
    }
)
