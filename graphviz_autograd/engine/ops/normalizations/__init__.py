"""Normalization over a batch, a layer or groups."""
