"""Convolution, and the windows that it shares with pooling."""
