"""The memory of tensors, asked for directly: storages, ``asarray``, Python functions for each element."""

# ruff: noqa: E501

PROGRAMS = """
a = torch.arange(4.).view(torch.int32)
a = torch.arange(4.).view(torch.float64)
a = torch.arange(4).view(dtype=torch.int32)
a = torch.ones(4,4)[:, ::2].view(torch.int16)
a = torch.ones(4,4)[1:, 1:3].view(torch.int64)
a = torch.ones(2,3).view(torch.int64)
a = torch.ones(2,3)[:,:2].view(torch.int64)
a = torch.tensor(1.).view(torch.int32)
a = torch.tensor(1.).view(torch.int64)
a = torch.ones(2,2,requires_grad=True).view(torch.int32)
x=torch.ones(2,2); y=x.view(torch.int32); y.add_(1); a = x, x._version, y._version, y._is_view()
x = torch.arange(6.); y = x.view(2, 3)[1]; r = [x.untyped_storage().data_ptr() == y.untyped_storage().data_ptr(), x.untyped_storage().nbytes(), len(x.untyped_storage()), x.untyped_storage().size(), y.untyped_storage().nbytes(), y.storage_offset()]
x = torch.arange(3.); r = x.untyped_storage().data_ptr() == x.data_ptr(), x.clone().untyped_storage().data_ptr() == x.data_ptr()
x = torch.arange(3.); r = x.untyped_storage().tolist(), x.untyped_storage()[4], str(x.untyped_storage().device)
x = torch.arange(3); s = x.storage(); r = [len(s), s.size(), s.tolist(), s[1], s.data_ptr() == x.data_ptr(), s.nbytes(), s.element_size(), str(s.dtype), list(s)]; s = 0; __warningregistry__ = None
x = torch.arange(3.); s = x.storage(); s[0] = 5.; r = x; s = 0; __warningregistry__ = None
x = torch.arange(3.); r = repr(x.storage()); __warningregistry__ = None
x = torch.arange(3.); r = type(x.untyped_storage()).__name__, type(x.storage()).__name__, repr(x.untyped_storage()); __warningregistry__ = None
x = torch.arange(3.)[1:]; r = x.storage().tolist(), x.storage_offset(); __warningregistry__ = None
x = torch.tensor(3.); r = x.untyped_storage().nbytes(), x.storage().tolist(); __warningregistry__ = None
x = f(3); r = x.untyped_storage().nbytes(), x.detach().untyped_storage().data_ptr() == x.untyped_storage().data_ptr()
x = torch.ones(2, 3); y = x.t(); r = y.storage().data_ptr() == x.storage().data_ptr(), y.storage().size(); __warningregistry__ = None
x = torch.ones(3); y = torch.arange(6.); x.set_(y.untyped_storage(), 1, (2, 2)); r = x.stride()
x = torch.ones(3); y = torch.arange(6.); x.set_(y.untyped_storage()); r = x.stride()
x = torch.ones(3); y = torch.arange(6.); x.set_(y.storage()); y.add_(1); __warningregistry__ = None
x = torch.arange(3.); r = torch.is_storage(x.untyped_storage()), torch.is_storage(x)
x = torch.arange(3.); y = x.apply_(lambda v: v * 2 + 1); r = y is x, x._version
x = f(3); x.apply_(lambda v: v)
x = torch.arange(3); x.apply_(lambda v: v * 2)
x = torch.arange(3.); y = torch.ones(3); x.map_(y, lambda a, b: a + 2 * b); r = x._version
x = torch.asarray([1., 2.]); y = torch.asarray(x); r = y is x; z = torch.asarray([1, 2], dtype=torch.float64, requires_grad=True)
x = torch.ones(2); r = x.is_shared(), x.is_pinned()
x = f(2); y = torch.asarray(x); r = y is x, y.requires_grad; z = torch.asarray(x, copy=True); w = torch.asarray(3); __warningregistry__ = None
x = torch.asarray(torch.ones(2), dtype=torch.float64, copy=False)
x = f(2); y = torch.asarray(x, requires_grad=False); r = y.requires_grad
x = torch.asarray(torch.ones(2), dtype=torch.float64, requires_grad=True)
"""
