"""What a script can find out about how it is run; one name per fact."""

import os
import sys

import neighbour

import graphviz_autograd as torch

w = torch.tensor(1.0, requires_grad=True)
facts = {
    "name": __name__,
    "file": os.path.basename(__file__),
    "path": os.path.basename(sys.path[0]),
    "argv": sys.argv[1:],
    "main": sys.modules["__main__"].w is w,
    "neighbour": neighbour.NAME,
}
print(facts, file=sys.stderr)
z = w * 2
