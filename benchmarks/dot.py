"""What peers run as ``dot`` where that is not installed: the same Graphviz, as a library.

It takes as much of the command line as they use: ``-Tsvg``, ``-o FILE`` or ``-O``, and a file or
standard input.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pygraphviz

from graphviz_autograd.layout.dot import graphviz_version


def main() -> None:
    """Lay out one graph and write it, or say a version."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-V", action="store_true")
    parser.add_argument("-K", default="dot")
    parser.add_argument("-T", default="svg")
    parser.add_argument("-o")
    parser.add_argument("-O", action="store_true")
    parser.add_argument("file", nargs="?")
    options, _ = parser.parse_known_args()
    if options.V:
        print(f"dot - graphviz version {graphviz_version()} (0)", file=sys.stderr)
        return
    text = Path(options.file).read_text() if options.file else sys.stdin.read()
    drawn = pygraphviz.AGraph(string=text).draw(format=options.T, prog=options.K)
    target = f"{options.file}.{options.T}" if options.O else options.o
    if target:
        Path(target).write_bytes(drawn)
    else:
        sys.stdout.buffer.write(drawn)


if __name__ == "__main__":
    main()
