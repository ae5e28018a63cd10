"""The Graph: what a computation is. Standard library only."""
