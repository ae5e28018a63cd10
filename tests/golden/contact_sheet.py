"""Writes one page with the picture of every golden case, in light and in dark, to look at.

``python tests/golden/contact_sheet.py [sheet.html]``
"""

import sys
from base64 import b64encode
from html import escape
from pathlib import Path

CASES = sorted(Path(__file__).parent.glob("*/program.py"))

PAGE = """<!doctype html><meta charset="utf-8"><title>Golden cases</title><style>
body {{ font: 15px sans-serif; margin: 24px }}
h2 {{ margin: 40px 0 4px }}
.pair {{ display: flex; align-items: flex-start }}
.pair img {{ padding: 12px; zoom: 0.75 }}
.light {{ color-scheme: light }}
.dark {{ color-scheme: dark; background: #12161d }}
</style>
{sections}
"""

SECTION = """<h2>{name}</h2><details><summary>program</summary><pre>{program}</pre></details>
<div class="pair"><img class="light" src="{picture}"><img class="dark" src="{picture}"></div>
"""


def section(program: Path) -> str:
    """The part of the page for one case."""
    picture = b64encode((program.parent / "expected.svg").read_bytes()).decode()
    return SECTION.format(
        name=program.parent.name,
        program=escape(program.read_text(encoding="utf-8")),
        picture=f"data:image/svg+xml;base64,{picture}",
    )


def main() -> None:
    """Write the page to the path that is given, or beside this file."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "contact_sheet.html"
    path.write_text(PAGE.format(sections="".join(map(section, CASES))), encoding="utf-8")


if __name__ == "__main__":
    main()
