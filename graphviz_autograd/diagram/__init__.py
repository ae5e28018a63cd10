"""What is drawn: boxes, arrows and frames, with their styles and words."""
