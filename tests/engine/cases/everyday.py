"""What tutorials call, several in a line."""

# ruff: noqa: E501

PROGRAMS = """
x = torch.tensor([[1, 2], [3, 4]]); a = x.new_zeros(2), x.new_ones(1), torch.zeros_like(x), x.new_full((2,), 7), x.size(), x.size(0), x.dim(), x.nelement(), x.element_size()
x = torch.arange(6.).view(2, 3); y = x.mean(dim=[0, 1]), x.std(unbiased=False), x.var(dim=0), x.argmax(dim=1, keepdim=True), x.max(dim=1).values, x.cumsum(0), x.flip(0), x.roll(1, 0)
x = torch.eye(3); y = x.index_select(0, torch.tensor([0, 2])), x.masked_select(x > 0), x.nonzero(), torch.where(x > 0), x.take(torch.tensor([0, 4])), x.diagonal(), x.trace()
x = torch.randn(3, 4).shape; y = torch.Size([1, 2]).numel(), torch.is_tensor(1), torch.numel(torch.ones(3))
x = f(3); y = torch.nn.functional.one_hot(torch.tensor([0, 2]), num_classes=3).float(); z = (y @ x).sum(); z.backward()
x = f(2, 3); y = torch.einsum('bi,bj->bij', x, x).sum(); y.backward()
x = f(2, 3); y = torch.stack([x, x], dim=1).flatten(1); z = torch.chunk(y, 2, dim=-1); (z[0] * z[1]).sum().backward()
x = f(4, 3); a, b = torch.split(x, [1, 3]); (a.sum() * b.prod()).backward()
x = f(3); y = torch.clamp(x, min=0.6, max=1.2).sum() + torch.clip(x, 0.6).sum(); y.backward()
x = f(2, 2); y = torch.linalg.norm(x) + x.norm(p=1) + torch.norm(x, dim=1).sum(); y.backward()
x = f(3); y = torch.logsumexp(x, 0) + torch.log1p(x).sum() + torch.expm1(x).sum() + torch.erf(x).sum(); y.backward()
x = torch.bincount(torch.tensor([0, 1, 1, 3])), torch.histc(torch.tensor([1., 2., 1.]), bins=4, min=0, max=3), torch.unique(torch.tensor([3, 1, 3]))
x = torch.meshgrid(torch.arange(2), torch.arange(3), indexing='ij'); y = torch.cartesian_prod(torch.arange(2), torch.arange(2))
x = torch.tril(torch.ones(3, 3)), torch.triu(torch.ones(3, 3), diagonal=1), torch.outer(torch.arange(2.), torch.arange(3.))
m = torch.nn.Linear(2, 2); n = sum(p.numel() for p in m.parameters() if p.requires_grad); k = m.state_dict().keys(); s = [*k]; del m, k
x = f(2, 2); x.retain_grad(); y = (x * 2).detach_(); z = y.requires_grad
x = torch.tensor(3.5); y = x.item(), float(x), int(x), x.tolist(), bool(x), x.numpy().tolist()
x = torch.from_numpy(__import__('numpy').ones((2, 2))); x.requires_grad_(); (x * 3).sum().backward()
x = f(5); y = x.unfold(0, 3, 1).mean(1); y.sum().backward()
x = f(1, 1, 4, 4); y = torch.nn.functional.avg_pool2d(x, 2) + torch.nn.functional.max_pool2d(x, 2) + torch.nn.functional.adaptive_avg_pool2d(x, 2); y.sum().backward()
x = f(3); g = torch.autograd.functional.jacobian(lambda a: a ** 2, x); h = torch.autograd.functional.hessian(lambda a: (a ** 3).sum(), x)
x = f(3); y = x.sum(); y.backward(); x.grad.zero_(); x.grad = None
x = torch.ones(2, dtype=torch.bool); y = x.all(), x.any(), ~x, x & x, x.sum()
x = f(2, 3); y = x.repeat(2, 1), x.repeat_interleave(2, dim=0), x.tile((2,)), x.expand(2, 2, 3); sum(one.sum() for one in y).backward()
x = f(4); y = x.sort(descending=True).values, x.topk(2).values, x.argsort(), x.kthvalue(2).values, x.median(), x.mode().values; (y[0] * torch.arange(4)).sum().backward()
x = f(3); y = torch.special.expit(x) + torch.sigmoid(x) + torch.softmax(x, 0) + torch.log_softmax(x, -1); y.sum().backward()
x = f(2, 3); y = torch.nn.functional.pad(x, (1, 1), value=2.) ; z = torch.nn.functional.normalize(x, dim=-1); (y.sum() + z.sum()).backward()
x = f(2, 3, 4); y = x.permute(2, 0, 1).contiguous().view(4, -1).transpose(0, 1).reshape(-1); z = x.movedim(0, -1), x.swapaxes(0, 1); y.sum().backward()
x = f(2); y = torch.tensor([1., 2.], requires_grad=True).double(); z = torch.dot(x, y) + torch.cross(f(3), f(3), dim=0).sum(); z.backward()
x = f(3, 3); y = torch.linalg.eigvalsh(x @ x.T).sum() + torch.linalg.svdvals(x.square()).sum() + torch.linalg.inv(x @ x.T + torch.eye(3)).sum(); y.backward()
x = f(2, 3); y = torch.bmm(x.unsqueeze(1), x.unsqueeze(2)).squeeze() + torch.baddbmm(f(2, 1, 1), x.unsqueeze(1), x.unsqueeze(2)).squeeze(); y.sum().backward()
x = f(3); y = torch.nn.functional.cosine_similarity(x, x * 2, dim=0) + torch.nn.functional.pairwise_distance(x[None], x[None] * 2).sum() + torch.cdist(x[:, None], x[:, None] * 2).sum(); y.backward()
x = f(3); y = torch.nn.functional.huber_loss(x, x * 2) + torch.nn.functional.smooth_l1_loss(x, x * 2) + torch.nn.functional.kl_div(x.log(), x, reduction='sum') + torch.nn.functional.poisson_nll_loss(x, x); y.backward()
x = f(3); torch.nn.utils.clip_grad_norm_([x], 1.); (x * 9).sum().backward(); n = torch.nn.utils.clip_grad_norm_([x], 1.); torch.nn.utils.clip_grad_value_([x], 0.1)
x = f(3); y = torch.lerp(x, x * 2, 0.5) + torch.addcmul(x, x, x, value=2) + torch.hypot(x, x) + torch.atan2(x, x) + torch.fmod(x, 0.3) + torch.logaddexp(x, x); y.sum().backward()
a = torch.result_type(torch.ones(1), 2), torch.can_cast(torch.float32, torch.int64), torch.promote_types(torch.int8, torch.float32), torch.get_default_dtype()
x = torch.zeros(2, 3); x[0] = torch.tensor([1., 2., 3.]); x[:, 1] += 5; x[x > 4] = 0; x[..., -1] = 9
x = torch.tensor([1., 2.]).pow(2), torch.tensor([4.]).sqrt_(), torch.tensor([1.]).add_(2), torch.full((2,), 3), torch.linspace(0, 1, 3), torch.logspace(0, 1, 2)
x = f(2, 2); y = torch.nn.functional.linear(x, x, x[0]); z = torch.nn.functional.bilinear(x, x, f(1, 2, 2)); (y.sum() + z.sum()).backward()
x = f(4); y = x.view(2, 2).softmax(-1).log().neg().mean(); y.backward(); s = x.grad.abs().max() < 1
x = f(3); y = (x > 1).float() * x + torch.heaviside(x, x).sum() + torch.sign(x) + torch.round(x) + torch.floor(x) + torch.ceil(x); y.sum().backward()
x = torch.allclose(torch.ones(2), torch.ones(2)), torch.equal(torch.ones(2), torch.ones(2)), torch.isclose(torch.ones(2), torch.ones(2)), torch.isnan(torch.tensor([float('nan')])), torch.nan_to_num(torch.tensor([float('inf')]))
x = f(2, 3); y = x.index_add(0, torch.tensor([0, 1]), x).index_copy(1, torch.tensor([0]), x[:, :1]).index_fill(0, torch.tensor([0]), 2.); y.sum().backward()
x = f(2, 3); y = x.scatter(1, torch.tensor([[0], [1]]), 5.).scatter_add(1, torch.tensor([[0], [1]]), x).gather(1, torch.tensor([[0, 0], [1, 2]])); y.sum().backward()
x = torch.Tensor([1, 2]), torch.FloatTensor([1., 2.]), torch.LongTensor([1, 2])
x = torch.Tensor(2, 3).shape
x = torch.tensor([1, 2]).type(torch.float32), torch.tensor([1]).float().dtype, torch.tensor([1.]).long(), torch.tensor(1).type_as(torch.ones(1))
torch.manual_seed(0); x = torch.rand(2).shape, torch.randint(0, 5, (3,)).shape, torch.bernoulli(torch.ones(2)), torch.multinomial(torch.ones(3), 2).shape, torch.normal(0., torch.ones(2)).shape, torch.randperm(3).shape
torch.set_printoptions(precision=2); x = repr(torch.tensor(1.23456)); torch.set_printoptions(profile='default')
m = torch.nn.Sequential(torch.nn.Linear(2, 2)); m.apply(lambda one: None); m.requires_grad_(False); m.zero_grad(); a = [p.requires_grad for p in m.parameters()]; del m
x = f(4); y = x[::2], x[None], x[..., None], x[-1], x[[0, 1]], x[torch.tensor(2)]; sum(one.sum() for one in y).backward()
x = f(2, 2); y = x @ x; y.register_hook(lambda g: g * 2); y.sum().backward()
x = f(3); x.register_post_accumulate_grad_hook(lambda p: p.grad.zero_()); x.sum().backward()
torch.set_default_dtype(torch.float64); x = torch.ones(1); torch.set_default_dtype(torch.float32)
x = torch.iinfo(torch.int32).max, torch.finfo(torch.float32).eps
x = torch.ones(2, 2).to('cpu', torch.float64), torch.ones(1, device='cpu'), torch.ones(1).device, torch.ones(1).is_cuda
x = torch.inference_mode(); y = torch.is_grad_enabled(), torch.is_inference_mode_enabled(); del x
x = f(2); y = torch.utils.checkpoint.checkpoint(torch.exp, x, use_reentrant=False); y.sum().backward()
x = torch.nn.functional.scaled_dot_product_attention(f(1, 1, 3, 2), f(1, 1, 3, 2), f(1, 1, 3, 2), is_causal=True); x.sum().backward()
x = torch.ones(2).new_empty(3).shape, torch.empty(2, 2).shape, torch.empty_like(torch.ones(2)).shape
x = torch.quantile(f(4), 0.5), torch.nanmean(torch.tensor([1., float('nan')])), torch.cov(f(2, 3)), torch.corrcoef(f(2, 3))
x = f(3); y = torch.cummax(x, 0).values + torch.cumprod(x, 0) + torch.logcumsumexp(x, 0) + torch.diff(torch.cat([x, x[:1]])); y.sum().backward()
x = torch.block_diag(f(2, 2), f(1, 1)), torch.diag(f(2)), torch.diag_embed(f(2)), torch.kron(f(2), f(2)), torch.vander(torch.arange(3))
x = torch.bucketize(torch.tensor([1.5]), torch.tensor([1., 2.])), torch.searchsorted(torch.tensor([1., 2.]), torch.tensor([1.5])), torch.isin(torch.tensor([1, 2]), torch.tensor([2]))
x = f(3, 3); y = torch.linalg.slogdet(x @ x.T + torch.eye(3))[1]; y.backward()
x = f(2, 3, 3); y = torch.linalg.det(x.square().sin().mT).sum(); y.backward()
x = torch.tensor([[1., 2.], [2., 4.]], requires_grad=True); y = torch.linalg.slogdet(x)
x = torch.tensor([[1., 2.], [2., 4.]], requires_grad=True); y = torch.linalg.det(x); y.backward()
x = torch.zeros(2, 0, 0, requires_grad=True); y = torch.linalg.det(x); y.sum().backward()
x = f(3, 3); y = torch.linalg.matrix_norm(x) + torch.trace(x @ x.T) + torch.logdet(x @ x.T + torch.eye(3)); y.backward()
"""
