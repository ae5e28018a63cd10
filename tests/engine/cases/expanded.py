"""Writing into expanded tensors: an error, or where PyTorch still does it, a warning."""

# ruff: noqa: E501

PROGRAMS = """
x = torch.ones(1).expand(3); x.masked_fill_(torch.tensor([True, False, True]), 3); __warningregistry__ = None
x = torch.ones(1).expand(3); x.masked_fill_(torch.tensor([True, False, False]), 3); __warningregistry__ = None
x = torch.ones(2, 1).expand(2, 3); x.masked_fill_(torch.tensor([[True, False, False], [False, False, False]]), 3); __warningregistry__ = None
x = torch.ones(2, 1).expand(2, 3); x.index_fill_(1, torch.tensor([0]), 3); __warningregistry__ = None
x = torch.ones(2, 1).expand(2, 3); x[0, torch.tensor([1])] = 7.; __warningregistry__ = None
x = torch.ones(2, 1).expand(2, 3); x.index_put_((torch.tensor([0]), torch.tensor([1])), torch.tensor([7.])); __warningregistry__ = None
x = torch.ones(2, 1).expand(2, 3); x[:, torch.tensor([0, 1])] = torch.tensor([7., 8.]); __warningregistry__ = None
x = f(2, 1).clone().expand(2, 3); x.masked_fill_(torch.tensor([[True, False, False], [False, False, False]]), 3); x.sum().backward(); __warningregistry__ = None
x = f(2, 1); y = x.clone().expand(2, 3); z = y.masked_fill(torch.tensor([[True, False, False], [False, False, False]]), 3); z.sum().backward(); __warningregistry__ = None
x = torch.ones(2, 1).expand(2, 3); r = x._version; x.masked_fill_(torch.tensor([[True, False, False], [False, False, False]]), 3); s = x._version; __warningregistry__ = None
x = torch.asarray([1.], copy=False)
x = torch.ones(1).expand(3); x.add_(1)
x = torch.ones(1).expand(3); x += 1
x = torch.ones(1).expand(3); x[0] = 5.
x = torch.ones(1).expand(3); x.fill_(2)
x = torch.ones(1).expand(3); x.zero_()
x = torch.ones(1).expand(3); x.copy_(torch.ones(3))
x = torch.ones(1).expand(3); x.mul_(torch.ones(3))
x = torch.ones(1).expand(3); x.sqrt_()
x = torch.ones(1).expand(3); x.relu_()
x = torch.ones(1).expand(3); x.clamp_(0, 1)
x = torch.ones(1).expand(3); x.index_add_(0, torch.tensor([0]), torch.ones(1))
x = torch.ones(1).expand(3); x.index_copy_(0, torch.tensor([0]), torch.ones(1))
x = torch.ones(1).expand(3); x.scatter_(0, torch.tensor([0]), 3.)
x = torch.ones(1).expand(3); x.scatter_add_(0, torch.tensor([0]), torch.ones(1))
x = torch.ones(1).expand(3); x.masked_scatter_(torch.tensor([True, False, True]), torch.ones(2))
x = torch.ones(1).expand(3); x.cumsum_(0)
x = torch.ones(1).expand(3); x.put_(torch.tensor([0]), torch.ones(1))
x = torch.ones(1).expand(3); x.addcmul_(torch.ones(3), torch.ones(3))
x = torch.ones(1).expand(3); x.lerp_(torch.ones(3), .5)
x = torch.ones(1, 1).expand(3, 3); x.fill_diagonal_(3)
x = torch.ones(1, 1).expand(3, 3); x.t_()
x = torch.ones(1, 1).expand(3, 3); x.addmm_(torch.ones(3, 3), torch.ones(3, 3))
x = torch.ones(1, 1).expand(3, 3); torch.add(x, 1, out=x)
x = torch.ones(1).expand(3); torch.add(torch.ones(3), 1, out=x)
x = torch.ones(1).expand(3); torch.nn.init.zeros_(x)
x = torch.ones(1).expand(3); x.bitwise_and_(1)
x = torch.ones(1).expand(3); x.pow_(2)
x = torch.ones(1).expand(3); x.neg_()
x = torch.ones(1).expand(3); x.eq_(1)
x = torch.ones(1).expand(3); x.squeeze_()
x = torch.ones(1).expand(3); torch.nn.functional.dropout(x, 0.5, inplace=True)
x = torch.ones(1).expand(3); torch.nn.functional.leaky_relu(x, inplace=True)
x = torch.ones(1).expand(3); torch.nn.functional.elu(x, inplace=True)
x = torch.ones(4).unfold(0, 2, 1); x.fill_(2)
x = torch.ones(4).unfold(0, 2, 1); x.mul_(torch.ones(3, 2))
x = torch.ones(1).expand(1); x.add_(1)
x = f(1).clone().expand(3); x.add_(1)
"""
