"""Modules that check their inputs, and functions that warn or that random numbers are left out of."""

# ruff: noqa: E501

PROGRAMS = """
x = torch.nn.functional.upsample(f(1, 1, 2, 2), scale_factor=2)
x = torch.nn.functional.upsample_nearest(f(1, 1, 2, 2), 3)
x = torch.nn.functional.upsample_bilinear(f(1, 1, 2, 2), 3)
x = torch.nn.functional.dropout2d(f(2, 3, 4), 0.0)
x = torch.nn.functional.dropout2d(f(2, 3), 0.0)
x = torch.nn.functional.dropout2d(f(2), 0.5)
x = torch.nn.functional.dropout2d(f(2), 2)
x = torch.nn.functional.dropout1d(f(2, 3), 0.0)
x = torch.nn.functional.dropout1d(f(2), 0.0)
x = torch.nn.functional.dropout3d(f(2, 2, 2, 3), 0.5, False)
x = torch.nn.functional.dropout3d(f(2, 2, 2), 0.5, False)
x = torch.nn.functional.dropout3d(f(2, 2, 2, 2), 1.0); n = x.grad_fn
x = torch.nn.functional.feature_alpha_dropout(f(2, 2, 2), 1.0, True); n = x.grad_fn
x = torch.nn.functional.feature_alpha_dropout(f(2, 2, 2), 0.5)
x = torch.nn.functional.dropout1d((f(2, 3) * 1), 1.0, inplace=True)
x = torch.nn.functional.triplet_margin_with_distance_loss(f(2, 3), f(2, 3) + 0.2, f(2, 3).sin(), distance_function=lambda a, b: (a - b).abs().sum(1), swap=True, margin=3.0)
x = torch.nn.functional.triplet_margin_with_distance_loss(f(2, 3), f(2, 3), f(2, 3), margin=-1.0)
x = torch.nn.functional.triplet_margin_with_distance_loss(f(2, 3), f(3), f(2, 3))
m = torch.nn.InstanceNorm1d(3); x = m(f(2, 4, 3))
m = torch.nn.InstanceNorm1d(3, affine=True); x = m(f(2, 4, 3))
m = torch.nn.InstanceNorm2d(3); x = m(f(2, 4))
p, i = torch.nn.functional.max_pool2d(f(1, 1, 4, 4), 2, return_indices=True); y = torch.nn.MaxUnpool2d(2)(p, i); z = torch.nn.MaxUnpool2d(2)(p, i, output_size=(5, 5))
m = torch.nn.AdaptiveMaxPool1d(2, True); x, i = m(f(1, 2, 4))
m = torch.nn.MultiMarginLoss(); x = m(f(2, 3), torch.tensor([0, 2]))
m = torch.nn.MultiLabelMarginLoss(); x = m(f(2, 3), torch.tensor([[0, -1, 1], [2, 1, -1]]))
m = torch.nn.CTCLoss(); x = m(f(4, 2, 3).log_softmax(2), torch.tensor([[1, 2], [1, 1]]), (4, 4), (2, 2))
m = torch.nn.EmbeddingBag(4, 2, mode='sum', padding_idx=1); m.weight = torch.nn.Parameter(torch.arange(8.).reshape(4, 2)); x = m(torch.tensor([0, 1, 3]), torch.tensor([0, 2])); x.sum().backward(); g = m.weight.grad; del m
m = torch.nn.Softmax2d(); m(f(2, 3))
m = torch.nn.Transformer(4, 2, 1, 1, 8, batch_first=True); m(f(2, 3, 4), f(1, 3, 4))
m = torch.nn.Transformer(4, 2, 1, 1, 8, batch_first=True); m(f(2, 3, 5), f(2, 3, 5))
m = torch.nn.Transformer.generate_square_subsequent_mask(3)
"""
