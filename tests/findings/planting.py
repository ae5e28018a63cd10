"""What a program with a planted cause is, and what must be found in it.

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


LEAVES = """
x = torch.tensor([1.0, 2.0])
w = torch.tensor([0.5, -1.0], requires_grad=True)
b = torch.tensor([0.1, 0.2], requires_grad=True)
"""
