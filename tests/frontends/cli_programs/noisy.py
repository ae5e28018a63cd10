"""Prints in every way a program can."""

import atexit
import os
import subprocess
import sys

import graphviz_autograd as torch

print("printed")
os.write(1, b"written\n")
subprocess.run([sys.executable, "-c", "print('by a child')"], check=True)
atexit.register(print, "at exit")
z = torch.tensor(1.0, requires_grad=True) * 2
