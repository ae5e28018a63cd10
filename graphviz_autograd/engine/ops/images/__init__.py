"""Images of another size or another shape."""
