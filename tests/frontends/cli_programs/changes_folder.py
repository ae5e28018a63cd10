import os

import graphviz_autograd as torch

os.chdir("/")
z = torch.tensor(1.0, requires_grad=True) * 2
