"""Programs with one planted cause each."""

from tests.findings.planted_gradients import GRADIENTS
from tests.findings.planting import LEAVES, Planted

PLANTED = [
    *GRADIENTS,
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
    Planted("second-backward", "earlier pass", "TanhBackward0", LEAVES + """
cell = torch.nn.RNNCell(2, 2).to(w.dtype)
h = torch.zeros(1, 2, dtype=w.dtype)
for step in range(2):
    h = cell(x[None], h)  # HERE
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
