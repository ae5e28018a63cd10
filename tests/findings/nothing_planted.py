"""Programs in which there is nothing to find."""

from tests.findings.planting import LEAVES

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
    "a loss of three terms": LEAVES
    + """
for step in range(5):
    fit, size, offset = ((w * x) ** 2).sum(), w.abs().sum(), b.abs().sum()
    loss = fit + size + 0.1 * offset
    w.grad = b.grad = None
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        b -= 0.1 * b.grad
""",
    "a loss summed in a loop": LEAVES
    + """
for step in range(5):
    loss = 0.0
    for task in range(1, 4):
        loss = loss + ((w * x * task + b) ** 2).sum()
    w.grad = b.grad = None
    loss.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
        b -= 0.01 * b.grad
""",
    "a loss of tasks that learn": LEAVES
    + """
for step in range(4):
    loss = 0.0
    for task in range(1, 4):
        quick = w
        for _ in range(2):
            fit = ((quick * x * task + b) ** 2).sum()
            (slope,) = torch.autograd.grad(fit, quick, create_graph=True)
            quick = quick - 0.01 * slope
        loss = loss + ((quick * x + b) ** 2).sum()
    w.grad = b.grad = None
    loss.backward()
    with torch.no_grad():
        w -= 0.0001 * w.grad
        b -= 0.0001 * b.grad
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
