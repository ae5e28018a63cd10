"""The graph of a second derivative: each gradient, recorded, is differentiated once more."""

_FUNCTIONS = """
x.tanh() * x[0]
x @ x.T
x.sigmoid()
x.softmax(1)
x.log_softmax(0)
torch.atan2(x, x[0])
torch.nn.functional.elu(x - 1, 0.7)
torch.nn.functional.gelu(x - 1)
torch.nn.functional.gelu(x - 1, approximate='tanh')
torch.nn.functional.silu(x - 1)
torch.nn.functional.mish(x - 1)
torch.nn.functional.softplus(x - 1, beta=2, threshold=0.5)
torch.nn.functional.hardswish(x - 1)
torch.nn.functional.logsigmoid(x - 1)
torch.nn.functional.softshrink(x - 1, 0.2)
torch.nn.functional.prelu(x - 1, x[0] / 9)
torch.nn.functional.glu(x.T)
torch.nn.functional.mse_loss(x, x.flip(1) ** 2)
torch.nn.functional.smooth_l1_loss(x, x.flip(1) ** 2, beta=0.5, reduction='sum')
torch.nn.functional.huber_loss(x, x.flip(1) ** 2, delta=0.2)
torch.nn.functional.huber_loss(x, x.flip(1) ** 2, delta=0.2, reduction='none')
torch.nn.functional.binary_cross_entropy(x / 10, x / 9)
torch.nn.functional.soft_margin_loss(x, torch.tensor([1., -1., 1.], dtype=torch.float64))
torch.nn.functional.group_norm(x, 1, x[0], x[1])
torch.nn.functional.cross_entropy(x, torch.tensor([0, 2]))
torch.nn.functional.embedding(torch.tensor([[0, 1], [1, 1]]), x, padding_idx=0) ** 2
torch.nn.functional.interpolate(x[None] ** 2, size=5, mode='linear')
torch.nn.functional.pad(x ** 2, (1, 2), mode='reflect')
x.sinc()
(x ** 2).max()
(x ** 2).amax()
(x - 0.5).cumprod(1)
(x ** 2).index_select(1, torch.tensor([0, 0, 2]))
(x ** 2).masked_select(x.detach() > 1)
torch.linalg.vector_norm(x, 3, dim=1)
torch.linalg.slogdet(x @ x.T + torch.eye(2)).logabsdet
torch.linalg.inv(x @ x.T + torch.eye(2))
torch.nn.functional.conv1d(x[None], x[None, :, :2], x[:1, 0])
torch.nn.functional.conv1d(x[None], x[:, None, :2], groups=2, padding=1)
torch.nn.functional.conv2d(x[None, None], x[None, None, :, :2], stride=2, padding=1, dilation=2)
torch.nn.functional.conv_transpose1d(x[None], x[:, None, :2], stride=2, output_padding=1)
torch.bmm(x[None], x.T[None])
torch.einsum('ij,kj->ik', x, x)
torch.nn.functional.scaled_dot_product_attention(x[None], x[None].sin(), x[None])
"""

_TWICE = (
    "x = f(2, 3); y = {}; g, = torch.autograd.grad(y.sum(), x, create_graph=True); "
    "h, = torch.autograd.grad((g * g).sum(), x, create_graph=True)"
)

# PyTorch takes the statistics for constants in the third derivative, which is not the right one.
_WRONG_BEYOND = """
torch.nn.functional.layer_norm(x ** 2, (3,), x[0]) ** 3
torch.nn.functional.batch_norm(x.T ** 2, None, None, x[:, 0], training=True, eps=0.1) ** 3
"""

_THRICE = _TWICE + "; third = torch.autograd.grad((h * h).sum(), x)"

PROGRAMS = "\n".join(
    [
        *map(_TWICE.format, _FUNCTIONS.strip().splitlines()),
        *map(_THRICE.format, _WRONG_BEYOND.strip().splitlines()),
    ]
)

# The derivative by the target has an end where the probability is 0 or 1.
BLOCKS = """
p, target = torch.tensor([0., 1., 0.5], requires_grad=True), f(3, dtype='float32')
loss = torch.nn.functional.binary_cross_entropy(p, target / 9)
g, = torch.autograd.grad(loss, p, create_graph=True)
mixed = torch.autograd.grad(g.sum(), target)
"""
