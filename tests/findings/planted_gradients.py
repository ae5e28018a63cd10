"""Programs after which ``w.grad`` is None, for one planted cause each."""

from tests.findings.planting import LEAVES, Planted


def _gradient(cause: str, words: str, program: str, **options: object) -> Planted:
    return Planted("gradient", cause, words, program, **{"wrt": "w", **options})  # type: ignore[arg-type]


GRADIENTS = [
    _gradient("not required", "w.requires_grad is False", """
        w = torch.tensor([1.0])
        b = torch.tensor([1.0], requires_grad=True)
        loss = (w * b).sum()
        loss.backward()
        """),
    _gradient("not required", "frozen.requires_grad", LEAVES + """
frozen = torch.tensor([3.0, 4.0])
loss = (w * frozen).sum()
loss.backward()
""", wrt="frozen"),
    _gradient("not required", "w.requires_grad is False", """
w = torch.tensor([1.0], requires_grad=True)
w.requires_grad_(False)
loss = (w * torch.tensor([1.0], requires_grad=True)).sum()
loss.backward()
"""),
    _gradient("integer", "w is of type int64", """
w = torch.tensor([1, 2])
loss = (w * torch.tensor([1.0, 2.0], requires_grad=True)).sum()
"""),
    _gradient("no leaf", "w is not a leaf but the result of MulBackward0", """
w = torch.tensor([1.0, 2.0], requires_grad=True) * 0.1  # HERE
loss = (w * w).sum()
loss.backward()
"""),
    _gradient("no leaf", "w is not a leaf", """
w = torch.tensor([1.0, 2.0], requires_grad=True).to(torch.float64)  # HERE
loss = (w * w).sum()
loss.backward()
"""),
    _gradient("no leaf", "hidden is not a leaf but the result of ReluBackward0", LEAVES + """
hidden = (w * x).relu()  # HERE
loss = hidden.sum()
loss.backward()
""", wrt="hidden"),
    _gradient("not in the graph", "loss was not computed from w", LEAVES + """
loss = (b * x).sum()
loss.backward()
"""),
    _gradient("not in the graph", "loss was not computed from w", LEAVES + """
other = (w * x).sum()
loss = (b * x).sum()
loss.backward()
"""),
    _gradient("not in the graph", "loss was not computed from w", LEAVES + """
for step in range(3):
    hidden = w * x
    loss = (b * x * step).sum()
loss.backward()
"""),
    _gradient("cut", "detach() made frozen", LEAVES + """
hidden = w * x
frozen = hidden.detach()  # HERE
loss = (frozen * b).sum()
loss.backward()
"""),
    _gradient("cut", ".data made frozen", LEAVES + """
hidden = w * x
frozen = hidden.data  # HERE
loss = (frozen * b).sum()
loss.backward()
"""),
    _gradient("cut", "no_grad() made hidden", LEAVES + """
with torch.no_grad():
    hidden = w * x  # HERE
loss = (hidden * b).sum()
loss.backward()
"""),
    _gradient("cut", "numpy() made", LEAVES + """
hidden = w * x
array = hidden.detach().numpy()  # HERE
again = torch.from_numpy(array)
loss = (again * b).sum()
loss.backward()
"""),
    _gradient("cut", "made rounded", LEAVES + """
hidden = w * x
rounded = hidden.long()  # HERE
loss = (rounded * b).sum()
loss.backward()
"""),
    _gradient("cut", "torch.tensor() made copy", LEAVES + """
hidden = w * x
copy = torch.tensor(hidden.tolist())  # HERE
loss = (copy * b).sum()
loss.backward()
""", frameworks=("torch",)),
    _gradient("cut", "detach() made target", LEAVES + """
target = (w * x).detach()  # HERE
loss = ((b * x - target) ** 2).sum()
loss.backward()
"""),
    _gradient("not run", "no backward has run from loss", LEAVES + """
loss = (w * x).sum()
"""),
    _gradient("not run", "no backward has run from loss", LEAVES + """
loss = (w * x).relu().sum()
other = (b * x).sum()
other.backward()
"""),
    _gradient("not run", "no backward has run from loss", """
w = torch.tensor(3.0, requires_grad=True)
loss = w * w
"""),
    _gradient("cleared", "w.grad was cleared", LEAVES + """
loss = (w * x).sum()
loss.backward()
w.grad = None
"""),
    _gradient("cleared", "w.grad was cleared", LEAVES + """
loss = (w * x * b).sum()
loss.backward()
for p in (w, b):
    p.grad = None
"""),
    _gradient("cleared", "not asked for", LEAVES + """
loss = (w * x * b).sum()
(found,) = torch.autograd.grad(loss, (b,))
"""),
    _gradient("function returned None", "returned None for what comes from w", LEAVES + """
class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, factor):
        return x * factor
    @staticmethod
    def backward(ctx, grad):
        return None, None
scaled = Scale.apply(w, 3.0)  # HERE
loss = (scaled * b).sum()
loss.backward()
"""),
    _gradient("function returned None", "SecondBackward", LEAVES + """
class Second(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        return x * y
    @staticmethod
    def backward(ctx, grad):
        return grad, None
loss = Second.apply(b, w * x).sum()  # HERE
loss.backward()
"""),
    _gradient("function returned None", "OnlyBackward", LEAVES + """
class Only(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()
    @staticmethod
    def backward(ctx, grad):
        return None
hidden = Only.apply(w)  # HERE
loss = hidden.sum() + b.sum()
""", backward=True),
    _gradient("hook", "the hook nothing on hidden", LEAVES + """
def nothing(grad):
    return grad * 0
hidden = w * x  # HERE
hidden.register_hook(nothing)
loss = (hidden * b).sum()
""", backward=True),
    _gradient("hook", "the hook lambda on w", LEAVES + """
w.register_hook(lambda grad: torch.zeros(2))
loss = (w * x).sum()
""", backward=True),
    _gradient("hook", "the hook mask on y", LEAVES + """
mask = lambda grad: grad * torch.tensor([0.0, 0.0])
mask.__qualname__ = "mask"
y = (w + b) * x  # HERE
y.register_hook(mask)
loss = y.sum()
""", backward=True),
]  # fmt: skip
