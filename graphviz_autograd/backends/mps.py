"""``torch.backends.mps``: not there, which programs ask before they use it."""

__all__ = ["is_available", "is_built"]


def is_available() -> bool:
    """Return False."""
    return False


def is_built() -> bool:
    """Return False."""
    return False
