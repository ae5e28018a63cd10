"""Text, attributes and numbers as XML may hold them."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

_PLAIN = re.compile("[\t\n\r\u0020-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
"""What may stand as it is."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(value: str) -> str:
    """``value`` with U+FFFD for what XML forbids."""
    return _FORBIDDEN.sub("\ufffd", value)


def text(value: str) -> str:
    """``value`` as character data; what XML forbids becomes U+FFFD.

    >>> text("a < b")
    'a &lt; b'
    """
    return value if _PLAIN.fullmatch(value) else escape(allowed(value), quote=False)


def attribute(value: str) -> str:
    """``value`` as the content of a double-quoted attribute."""
    if value.isalnum() and value.isascii():
        return value  # as nearly all ids are
    return escape(allowed(value)).replace("\n", "&#10;")


def number(value: float) -> str:
    """``value`` with at most one decimal place.

    >>> number(12.0), number(0.25), number(-0.01)
    ('12', '.2', '0')
    """
    return tenths_text(round(10 * value))


@lru_cache(maxsize=1 << 14)
def tenths_text(tenths: int) -> str:
    """So many tenths as a number, without a zero before the point."""
    whole, tenth = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole or ''}.{tenth}" if tenth else f"{sign}{whole}"
