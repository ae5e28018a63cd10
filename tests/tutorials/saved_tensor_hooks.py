"""What autograd saves, and how hooks keep it elsewhere."""

import tempfile
from pathlib import Path

import torch

a = torch.linspace(0.1, 0.5, 5, requires_grad=True)
b = torch.ones(5, requires_grad=True)
y = a * b
print(y.grad_fn._saved_self is a, y.grad_fn._saved_other is b)
y = torch.exp(a)
print(y.grad_fn._saved_result.equal(y), y.grad_fn._saved_result is y)
y = (a * b).pow(2)
print(y.grad_fn._saved_self, y.grad_fn._saved_exponent)


def pack(x):
    print("pack", list(x.shape))
    return x + 10


def unpack(x):
    print("unpack", x.tolist()[:2])
    return x - 10


with torch.autograd.graph.saved_tensors_hooks(pack, unpack):
    y = a * b
    z = y.exp().sum()
z.backward()
print(a.grad)


class SelfDeletingFile:
    def __init__(self, folder, number):
        self.path = Path(folder) / f"{number}.pt"

    def __del__(self):
        self.path.unlink()


with tempfile.TemporaryDirectory() as folder:
    import pickle

    numbers = iter(range(100))

    def to_disk(tensor):
        file = SelfDeletingFile(folder, next(numbers))
        file.path.write_bytes(pickle.dumps(tensor.detach().numpy()))
        return file

    def from_disk(file):
        return torch.from_numpy(pickle.loads(file.path.read_bytes()))

    class Model(torch.nn.Module):
        def forward(self, x):
            with torch.autograd.graph.saved_tensors_hooks(to_disk, from_disk):
                return (x * x).sin() * x

    x = torch.arange(4.0, requires_grad=True)
    out = Model()(x).sum()
    print(len(list(Path(folder).iterdir())))
    out.backward()
    print(len(list(Path(folder).iterdir())), x.grad)
    del out

x = torch.ones(3, requires_grad=True)
with torch.autograd.graph.save_on_cpu():
    y = (x * x * x).sum()
y.backward()
print(x.grad)
with torch.autograd.graph.disable_saved_tensors_hooks("no hooks here"):
    try:
        with torch.autograd.graph.saved_tensors_hooks(pack, unpack):
            pass
    except RuntimeError as error:
        print(error)
y = x * x
raw = y.grad_fn._raw_saved_self
raw.register_hooks(lambda t: t.tolist(), lambda values: torch.tensor(values) * 2)
print(y.grad_fn._saved_self)
try:
    raw.register_hooks(lambda t: t, lambda t: t)
except RuntimeError as error:
    print(error)
try:
    with torch.autograd.graph.saved_tensors_hooks(lambda t: t.add_(1), lambda t: t):
        y = x.detach().requires_grad_() * x
except RuntimeError as error:
    print(type(error).__name__)
