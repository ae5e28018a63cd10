"""Facts that hold numbers are equal if their numbers are, and NaN is NaN."""

from __future__ import annotations


class EqualByNumbers:
    """A base of dataclasses with ``eq=False``: two are equal if their fields are.

    The fields are compared as tuples, in which the one object ``math.nan`` equals itself.
    Dataclasses compare so too until Python 3.12, and field by field, by which NaN is never NaN,
    from 3.13 on.
    """

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        """Whether ``other`` is of this class and has equal fields."""
        if isinstance(other, EqualByNumbers) and other.__class__ is self.__class__:
            return self._values() == other._values()
        return NotImplemented

    def __hash__(self) -> int:
        """A hash of the fields."""
        return hash(self._values())

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__match_args__)
