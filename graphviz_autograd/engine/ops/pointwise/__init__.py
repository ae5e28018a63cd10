"""Functions of every element, and of pairs of elements."""
