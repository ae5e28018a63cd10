"""Integer tensors of no dimensions where a number is asked for: a dimension, a size, a place."""

# ruff: noqa: E501

EXPRESSIONS = """
f(2, 3).sum(torch.tensor(1))
f(2, 3).sum([torch.tensor(0), 1])
f(2, 3).mean((torch.tensor(0), torch.tensor(1)))
f(2, 3).std(torch.tensor(1))
torch.softmax(f(2, 3), torch.tensor(1))
torch.nn.functional.log_softmax(f(2, 3), dim=torch.tensor(1))
f(2, 3).cumsum(torch.tensor(1))
f(2, 3).logsumexp(torch.tensor(1))
f(2, 3).topk(torch.tensor(2)).values
f(2, 3).sort(torch.tensor(1)).values
f(2, 3).amax(torch.tensor(1))
torch.cat([f(2, 3), f(2, 3)], torch.tensor(1))
torch.stack([f(2), f(2)], torch.tensor(1))
f(2, 3).repeat(torch.tensor(2), 1)
f(2, 3).expand(torch.tensor(2), 3)
f(2, 1).expand(-1, torch.tensor(3))
f(2, 3).reshape(torch.tensor(3), torch.tensor(2))
f(2, 3).view(torch.tensor(3), 2)
f(2, 3).permute(torch.tensor(1), torch.tensor(0))
f(2, 3).transpose(torch.tensor(0), torch.tensor(1))
f(2, 3).unsqueeze(torch.tensor(1))
f(2, 1).squeeze(torch.tensor(1))
f(2, 3).select(0, torch.tensor(1))
f(2, 3).narrow(1, torch.tensor(1), torch.tensor(2))
f(2, 3).diagonal(torch.tensor(1))
f(2, 3).unbind(torch.tensor(1))[0]
f(2, 4).unfold(1, torch.tensor(2), torch.tensor(1))
f(4).split(torch.tensor(2))[0]
f(4).split([torch.tensor(1), 3])[1]
f(4).chunk(torch.tensor(2))[1]
f(3).roll(torch.tensor(1))
f(2, 3).flip(torch.tensor(1))
f(3, 3).tril(torch.tensor(1))
f(2, 3).index_select(torch.tensor(1), torch.tensor([1]))
f(2, 3).gather(torch.tensor(1), torch.tensor([[1]]))
f(2, 3).index_add(torch.tensor(0), torch.tensor([1]), f(1, 3))
f(2, 3).tile((torch.tensor(2),))
torch.nn.functional.pad(f(2, 3), (torch.tensor(1), 0))
torch.nn.functional.pad(f(2, 3), (0, torch.tensor(5) - 3), value=torch.tensor(2.0))
f(2, 3).repeat_interleave(torch.tensor(2), dim=0)
f(4).as_strided((torch.tensor(2), 2), (torch.tensor(2), 1))
"""
PROGRAMS = """
r = [torch.ones(2, 3).argmax(torch.tensor(1)), torch.arange(torch.tensor(3)), torch.arange(0, torch.tensor(3), torch.tensor(2)), torch.arange(torch.tensor(3.0)), torch.zeros(torch.tensor(2), torch.tensor(3)), torch.nn.functional.one_hot(torch.tensor([0, 1]), torch.tensor(3)), torch.bincount(torch.tensor([0, 1]), minlength=torch.tensor(3))]
torch.manual_seed(0); r = torch.randperm(torch.tensor(3)).shape
x = f(2, 3); i = torch.tensor(0); y = x.select(0, i); i += 1; y.sum().backward(); r = y.grad_fn._saved_index; i = None
x = f(2, 3); d = torch.tensor(1); y = x.unbind(d)[0]; d -= 1; y.sum().backward(); r = y.grad_fn._saved_dim; d = None
x = f(2, 3); d = torch.tensor(1); y = x.permute(d, 0); d -= 1; y.sum().backward(); r = y.grad_fn._saved_dims; d = None
x = f(3); s = torch.tensor(1); y = x.roll(s); s += 1; y.sum().backward(); r = y.grad_fn._saved_shifts; s = None
"""
