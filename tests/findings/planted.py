"""Programs with one planted cause each, and programs without any.

``# HERE`` marks the line that the finding must name. Each runs as ``torch`` on our engine and on
PyTorch.
"""

from dataclasses import dataclass, field
from textwrap import dedent


@dataclass(frozen=True)
class Planted:
    """A program, what it is asked, and what must be found: the cause, and the words it names."""

    kind: str
    cause: str
    words: str
    program: str
    outputs: str = "loss"
    wrt: str | None = None
    about: str | None = None
    backward: bool = False
    frameworks: tuple[str, ...] = field(default=("graphviz_autograd", "torch"))

    @property
    def name(self) -> str:
        """For the reports of pytest."""
        words = "".join(c if c.isalnum() else "-" for c in f"{self.cause}-{self.words}")
        return f"{self.kind}-{words}"

    @property
    def lines(self) -> set[int]:
        """The lines that are marked."""
        lines = dedent(self.program).lstrip("\n").splitlines()
        return {number for number, line in enumerate(lines, 1) if line.endswith("# HERE")}


def _gradient(cause: str, words: str, program: str, **options: object) -> Planted:
    return Planted("gradient", cause, words, program, **{"wrt": "w", **options})  # type: ignore[arg-type]


LEAVES = """
x = torch.tensor([1.0, 2.0])
w = torch.tensor([0.5, -1.0], requires_grad=True)
b = torch.tensor([0.1, 0.2], requires_grad=True)
"""

PLANTED = [
    # ---- why is w.grad None? ----
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
    # ---- parameters ----
    Planted("parameters", "unused", "unused", LEAVES + """
unused = torch.tensor([1.0], requires_grad=True)
loss = (w * x + b).sum()
"""),
    Planted("parameters", "unused", "params['c']", """
make = lambda number: torch.tensor([number], requires_grad=True)
params = {"a": make(1.0), "c": make(2.0)}
loss = (params["a"] * 2).sum()
loss.backward()
"""),
    Planted("parameters", "no path", "layers[1]", """
layers = [torch.tensor([float(i)], requires_grad=True) for i in range(3)]
h = layers[0] * 2
aside = layers[1] * h  # HERE
loss = (layers[2] * h).sum()
"""),
    Planted("parameters", "cut", "detach() made frozen", """
layers = [torch.tensor([float(i + 1)], requires_grad=True) for i in range(2)]
hidden = layers[0] * 2
frozen = hidden.detach()  # HERE
loss = (layers[1] * frozen).sum()
loss.backward()
"""),
    Planted("parameters", "unused", "model.bias", """
nn = torch.nn
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(2))
        self.bias = nn.Parameter(torch.ones(2))
    def forward(self, x):
        return self.weight * x
model = Model()
loss = model(torch.ones(2)).sum()
"""),
    # ---- second backward ----
    Planted("second-backward", "shared", "shared comes from MulBackward0", LEAVES + """
shared = w * x  # HERE
first = (shared * b).sum()
loss = (shared * shared).sum()
first.backward()
"""),
    Planted("second-backward", "shared", "features comes from TanhBackward0", LEAVES + """
features = torch.tanh(w * x)  # HERE
one = (features * 2).sum()
loss = (features * b).sum()
one.backward()
"""),
    Planted("second-backward", "earlier pass", "TanhBackward0", LEAVES + """
h = torch.tensor([0.0, 0.0])
for step in range(2):
    h = torch.tanh(h * w + x)  # HERE
    loss = (h * b).sum()
    if step == 0:
        loss.backward()
"""),
    Planted("second-backward", "freed", "loss", LEAVES + """
loss = (w * x).relu().sum()  # HERE
loss.backward()
""", about="second-backward"),
    # ---- in place ----
    Planted("in-place", "modified", "ExpBackward0 saved a at version 0", LEAVES + """
a = (w * x).exp()
loss = (a * 3).sum()
a.add_(1)  # HERE
"""),
    Planted("in-place", "modified", "saved h at version 0", LEAVES + """
h = w * x
loss = (h * h).sum()
h += 1  # HERE
"""),
    Planted("in-place", "modified", "saved y at version 0", LEAVES + """
y = torch.sigmoid(w * x)
z = y * b
y.mul_(2)  # HERE
loss = z.sum()
"""),
    Planted("in-place", "modified", "saved x at version 0", LEAVES + """
loss = (w * x).sum()
x.zero_()
"""),
    # ---- NaN and infinity ----
    Planted("nonfinite", "forward", "LogBackward0", LEAVES + """
ratio = torch.log(w - 1)  # HERE
loss = (ratio * b).sum()
"""),
    Planted("nonfinite", "forward", "q is the first", LEAVES + """
q = b / (x - x)  # HERE
loss = (q * w).sum()
"""),
    Planted("nonfinite", "input", "x holds 1 number", """
x = torch.tensor([1.0, float("nan")])
w = torch.tensor([1.0, 1.0], requires_grad=True)
loss = (x * w).sum()  # HERE
"""),
    Planted("nonfinite", "forward", "ExpBackward0", """
w = torch.tensor([500.0], requires_grad=True)
e = w.exp()  # HERE
loss = (e * 2).sum()
"""),
    Planted("nonfinite", "masked", "LogBackward0", """
w = torch.tensor([0.0, 1.0], requires_grad=True)
safe = torch.where(w > 0, torch.log(w), torch.tensor([0.0, 0.0]))  # HERE
loss = safe.sum()
"""),
    Planted("nonfinite", "masked", "DivBackward0", """
w = torch.tensor([0.0, 1.0], requires_grad=True)
one = torch.tensor([1.0, 1.0])
inverse = one / w  # HERE
loss = torch.where(w > 0, inverse, one).sum()
"""),
    Planted("nonfinite", "masked", "SqrtBackward0", """
w = torch.tensor([0.0, 4.0], requires_grad=True)
root = w.sqrt()  # HERE
loss = torch.where(w > 1, root, torch.tensor([0.0, 0.0])).sum()
loss.backward(retain_graph=True)
"""),
    Planted("nonfinite", "backward", "SqrtBackward0", """
w = torch.tensor([0.0, 4.0], requires_grad=True)
loss = (w * w).sqrt().sum()  # HERE
""", backward=True),
    Planted("nonfinite", "backward", "SqrtBackward0", """
w = torch.tensor([0.0, 4.0], requires_grad=True)
loss = w.sqrt().sum()  # HERE
loss.backward(retain_graph=True)
"""),
    Planted("nonfinite", "gradient", "the gradient of w is NaN or infinite", """
w = torch.tensor([0.0, 4.0], requires_grad=True)
loss = w.sqrt().sum()
loss.backward()
"""),
    # ---- vanishing and exploding ----
    Planted("flow", "vanishing", "vanishes on the way to w", """
w = torch.tensor([1.0, 2.0], requires_grad=True)
h = w
for layer in range(12):
    h = torch.sigmoid(h) * 0.5  # HERE
loss = h.sum()
""", backward=True),
    Planted("flow", "vanishing", "vanishes on the way to w", """
w = torch.tensor([1.0, 2.0], requires_grad=True)
tiny = w * 1e-8  # HERE
loss = tiny.sum()
""", backward=True),
    Planted("flow", "exploding", "explodes on the way to w", """
w = torch.tensor([1.0, 2.0], requires_grad=True)
h = w
for layer in range(10):
    h = h * 8  # HERE
loss = h.sum()
""", backward=True),
    Planted("flow", "dead", "hidden is dead", """
w = torch.tensor([1.0, 2.0], requires_grad=True)
hidden = torch.relu(w - 5)  # HERE
loss = hidden.sum()
"""),
    Planted("flow", "saturated", "gate is saturated", """
w = torch.tensor([20.0, -30.0], requires_grad=True)
gate = torch.sigmoid(w)  # HERE
loss = gate.sum()
"""),
    Planted("flow", "saturated", "TanhBackward0", """
w = torch.tensor([20.0, -30.0], requires_grad=True)
loss = torch.tanh(w).sum()  # HERE
"""),
    # ---- memory ----
    Planted("memory", "growth", "total keeps the graphs of 5 steps", LEAVES + """
total = torch.tensor(0.0)
for step in range(5):
    loss = (w * x).sum()
    loss.backward()
    total = total + loss  # HERE
""", outputs="total", about="memory"),
    Planted("memory", "growth", "total_loss keeps the graphs of 4 steps", LEAVES + """
total_loss = torch.tensor(0.0)
for step in range(4):
    loss = (w * x).relu().sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
    total_loss += loss  # HERE
""", outputs="total_loss"),
    Planted("memory", "growth", "running keeps the graphs of 6 steps", LEAVES + """
running = torch.tensor(0.0)
for step in range(6):
    loss = ((w * x + b) ** 2).sum()
    loss.backward()
    running = running + loss / 6  # HERE
""", outputs="running", about="memory"),
    Planted("memory", "saved tensors", "MiB in saved tensors", """
w = torch.ones(1024, 512, requires_grad=True)
big = torch.ones(1024, 512) * 2
loss = (w * big).sum()  # HERE
""", about="memory"),
    # ---- accumulation ----
    Planted("accumulation", "summed", "w.grad is the sum of 3 backward calls", LEAVES + """
for step in range(3):
    loss = (w * x).sum()
    loss.backward()
""", about="accumulation"),
    Planted("accumulation", "not cleared", "w.grad is the sum of 4 backward calls", LEAVES + """
for step in range(4):
    loss = (w * x).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
"""),
    Planted("accumulation", "summed", "b.grad is the sum of 2 backward calls", LEAVES + """
loss = (w * x * b).sum()
loss.backward(retain_graph=True)
loss.backward()
""", about="accumulation"),
    # ---- hooks ----
    Planted("hooks", "zeroed", "the hook nothing on hidden made the gradient zero", LEAVES + """
def nothing(grad):
    return grad * 0
hidden = w * x  # HERE
hidden.register_hook(nothing)
loss = hidden.sum()
""", backward=True),
    Planted("hooks", "never fires", "the hook spy on w never fires", LEAVES + """
def spy(grad):
    return None
w.register_hook(spy)
hidden = (w * x).detach()
loss = (hidden * b).sum()
""", backward=True),
    Planted("hooks", "never fires", "the hook print on y never fires", LEAVES + """
y = w * x
y.register_hook(print)
loss = (w * b).sum()
"""),
    Planted("hooks", "spoilt", "the hook broken on w brought NaN", LEAVES + """
def broken(grad):
    return grad * float("nan")
w.register_hook(broken)
loss = (w * x).sum()
""", backward=True),
    Planted("hooks", "changed", "the hook half on y changed the gradient", LEAVES + """
def half(grad):
    return grad / 2
y = w * x  # HERE
y.register_hook(half)
loss = y.sum()
""", backward=True, about="hooks"),
]  # fmt: skip

CLEAN = {
    "a line": LEAVES
    + """
loss = ((w * x + b) ** 2).sum()
""",
    "after backward": LEAVES
    + """
loss = ((w * x + b) ** 2).sum()
loss.backward()
""",
    "a training loop": LEAVES
    + """
for step in range(5):
    loss = ((w * x + b) ** 2).mean()
    w.grad = b.grad = None
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        b -= 0.1 * b.grad
""",
    "a mask before softmax": LEAVES
    + """
scores = torch.cat([w * x, b])
scores = torch.where(torch.arange(4) < 3, scores, torch.tensor(float("-inf")))
loss = (torch.softmax(scores, 0) * torch.arange(4.0)).sum()
""",
    "two losses": LEAVES
    + """
loss = (w * x).sum()
other = (b * x).sum()
""",
    "truncated recurrence": LEAVES
    + """
h = torch.tensor([0.0, 0.0])
for step in range(3):
    h = torch.tanh(h.detach() * w + x + b)
    loss = h.sum()
    w.grad = b.grad = None
    loss.backward()
""",
    "a sum of losses": LEAVES
    + """
loss = torch.tensor(0.0)
for step in range(4):
    loss = loss + (w * x * step + b).relu().sum()
loss.backward()
""",
    "gradient accumulation": LEAVES
    + """
for step in range(4):
    loss = ((w * x + b) ** 2).sum() / 4
    loss.backward()
""",
    "in place, as it should be": LEAVES
    + """
y = w * x
y += b
y.relu_()
loss = y.sum()
""",
    "hooks that look": LEAVES
    + """
seen = []
w.register_hook(lambda grad: seen.append(0))
loss = (w * x + b).sum()
""",
    "a generator and its critic": """
nn = torch.nn
generator, critic = nn.Linear(2, 3), nn.Linear(3, 1)
fake = generator(torch.ones(4, 2))
generator_loss = critic(fake).mean()
loss = critic(fake.detach()).mean()
""",
    "a network": """
nn = torch.nn
model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.BatchNorm1d(8), nn.Linear(8, 3))
target = torch.tensor([0, 1, 2, 0])
inputs = torch.ones(4, 4) * torch.tensor([[1.0], [2.0], [-1.0], [0.5]])
loss = nn.functional.cross_entropy(model(inputs), target)
""",
    "a convolution": """
nn = torch.nn
model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8, 2))
loss = model(torch.arange(72.0).reshape(2, 1, 6, 6) / 36 - 1).pow(2).mean()
""",
    "attention": """
nn = torch.nn
query, key, value = nn.Linear(4, 4), nn.Linear(4, 4), nn.Linear(4, 4)
x = torch.arange(24.0).reshape(2, 3, 4) / 24
attend = nn.functional.scaled_dot_product_attention
loss = (attend(query(x), key(x), value(x), is_causal=True) ** 2).sum()
""",
    "a double backward": LEAVES
    + """
y = ((w * x) ** 3).sum()
(g,) = torch.autograd.grad(y, w, create_graph=True)
loss = (g * b).sum()
""",
}
"""Programs of whose ``loss`` there is nothing to report, before and with a backward."""

MODELS = {
    "a transformer layer": """
model = torch.nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)
loss = (model(torch.arange(48.0).reshape(2, 3, 8) / 48) ** 2).sum()
""",
    "an LSTM": """
model = torch.nn.LSTM(3, 4, batch_first=True)
out, state = model(torch.arange(18.0).reshape(2, 3, 3) / 18)
loss = (out ** 2).mean()
""",
    "a residual network": """
nn = torch.nn
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(inplace=True),
            nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4),
        )
    def forward(self, x):
        return nn.functional.relu(self.body(x) + x, inplace=True)
model = nn.Sequential(
    nn.Conv2d(3, 4, 3), *[Block() for _ in range(4)], nn.AdaptiveAvgPool2d(1), nn.Flatten(),
    nn.Linear(4, 3),
)
images = torch.arange(2 * 3 * 64.0).reshape(2, 3, 8, 8) / 200 - 1
loss = nn.functional.cross_entropy(model(images), torch.tensor([0, 2]))
""",
    "a U-Net": """
nn = torch.nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.down, self.mid = nn.Conv2d(1, 4, 3, stride=2, padding=1), nn.Conv2d(4, 4, 1)
        self.up = nn.ConvTranspose2d(8, 1, 2, stride=2)
    def forward(self, x):
        down = torch.relu(self.down(x))
        return self.up(torch.cat([down, torch.relu(self.mid(down))], 1))
model = Net()
loss = (model(torch.arange(64.0).reshape(1, 1, 8, 8) / 64) ** 2).mean()
""",
    "an embedding with tied weights": """
embedding = torch.nn.Embedding(10, 4)
hidden = embedding(torch.tensor([[1, 2, 3]])).tanh()
loss = torch.nn.functional.cross_entropy(
    (hidden @ embedding.weight.T).reshape(3, 10), torch.tensor([2, 3, 4])
)
""",
}
"""Models of PyTorch's own modules, of which there is nothing to report either."""
