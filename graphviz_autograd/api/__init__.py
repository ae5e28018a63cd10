"""The pipeline, written once: capture, annotate, build, place, render."""
