import sys

import graphviz_autograd as torch

w = torch.tensor(3.0, requires_grad=True)
z = w * 2
if __name__ == "__main__":
    sys.exit(0)
