"""Functions that a network applies to every element, and what goes with them."""
