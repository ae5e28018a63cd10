"""Any text can be a name."""

import graphviz_autograd as torch

w = torch.tensor([1.0, float("nan"), float("-inf")], requires_grad=True)
x = torch.tensor([1.0, 2.0, 3.0])
outputs = (w * x).sum()
params = {'权重 <b>&"quoted"\\': w, "label]; node": x, "a" * 200 + "\n\x00": outputs}
