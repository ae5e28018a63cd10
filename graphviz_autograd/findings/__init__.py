"""Answers about a graph in words: one question, one file, each linear in the graph.

A question is a function from a `Subject` to findings. It asks the capture and the annotations,
and so says the same of every framework.
"""
