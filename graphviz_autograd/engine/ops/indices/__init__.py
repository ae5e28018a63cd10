"""Elements chosen by indices, masks or order."""
