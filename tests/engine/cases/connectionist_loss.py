"""Connectionist temporal classification, which PyTorch differentiates once."""

# ruff: noqa: E501

PROGRAMS = """
x = f(5, 2, 4).log_softmax(2); y = torch.nn.functional.ctc_loss(x, torch.tensor([[1, 2], [1, 1]]), (5, 5), (2, 2)); y.backward()
x = f(5, 2, 4); y = torch.nn.functional.ctc_loss(x.sin().log_softmax(2), torch.tensor([[1, 2], [1, 1]]), (5, 4), (2, 1), reduction='none'); y.sum().backward()
x = f(5, 2, 4); y = torch.nn.functional.ctc_loss(x.sin().log_softmax(2), torch.tensor([3, 1, 2]), torch.tensor([5, 3]), torch.tensor([1, 2]), reduction='sum'); y.backward()
x = f(5, 2, 4); y = torch.nn.functional.ctc_loss(x.sin().log_softmax(2), torch.tensor([[1, 2], [1, 1]]), (5, 1), (2, 2), zero_infinity=True); y.backward()
x = f(5, 2, 4); y = torch.nn.functional.ctc_loss(x.sin().log_softmax(2), torch.tensor([[1, 2], [1, 1]]), (5, 1), (2, 2))
x = f(5, 4); y = torch.nn.functional.ctc_loss(x.sin().log_softmax(1), torch.tensor([2, 2]), (5,), (2,)); y.backward()
x = f(5, 4); y = torch.nn.functional.ctc_loss(x.sin().log_softmax(1), torch.tensor([2, 2]), torch.tensor(5), torch.tensor(2), blank=1, reduction='none'); y.backward()
x = f(5, 2, 4); y = torch.nn.functional.ctc_loss(x.sin().log_softmax(2), torch.tensor([[1, 2], [1, 1]]), (5, 0), (2, 0), reduction='none'); y.sum().backward()
x = f(4, 2, 3, dtype='float32'); y = torch.nn.functional.ctc_loss(x.sin().log_softmax(2), torch.tensor([[1, 2], [1, 1]]), (4, 4), (2, 2)); y.backward()
x = f(5, 2, 4); y = torch.nn.functional.ctc_loss(x.sin().log_softmax(2), torch.tensor([[1, 2], [1, 1]]), (5, 5), (2, 2)); g, = torch.autograd.grad(y, x, create_graph=True); n = g.grad_fn; g.sum().backward()
x = torch.nn.functional.ctc_loss(f(5, 2, 4), torch.tensor([1, 2, 1, 1]), (5, 6), (2, 2))
x = torch.nn.functional.ctc_loss(f(5, 2, 4), torch.tensor([1, 2, 1, 1]), (5,), (2, 2))
x = torch.nn.functional.ctc_loss(f(5, 2, 4), torch.tensor([1, 2, 1, 1]), (5, 5), (2,))
x = torch.nn.functional.ctc_loss(f(5, 2, 4), torch.tensor([1, 2, 1]), (5, 5), (2, 2))
x = torch.nn.functional.ctc_loss(f(5, 2, 4), torch.tensor([[1, 2], [1, 1]]), (5, 5), (2, 3))
x = torch.nn.functional.ctc_loss(f(5, 2, 4), torch.tensor([[1, 2], [1, 1]]), (5, 5), (2, -1))
x = torch.nn.functional.ctc_loss(f(5, 2, 4), torch.tensor([[1, 2], [1, 1]]), (5, 5), (2, 2), blank=4)
x = torch.nn.functional.ctc_loss(f(5, 2, 4), torch.tensor([[1, 2], [1, 1]]), (5, 5), (2, 2), reduction='x')
x = torch.nn.functional.ctc_loss(f(5, 2, 4), torch.tensor([[1, 2], [1, 1]]), torch.tensor([5., 5.]), torch.tensor([2., 2.]))
x = torch.ctc_loss(f(5, 2, 4).log_softmax(2), torch.tensor([[1, 2], [1, 1]]), (5, 5), (2, 2), 0, 2)
"""

SAVED = """
torch.nn.functional.ctc_loss(f(5, 2, 4).log_softmax(2), torch.tensor([[1, 2], [1, 1]]), (5, 5), (2, 2), reduction="none")
"""
