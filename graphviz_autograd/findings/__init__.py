"""Answers about a graph in words: one question, one file, each linear in the graph.

A question is a function from a `Subject` to findings. It asks the capture and the annotations,
and so says the same of every framework.
"""

from __future__ import annotations

from graphviz_autograd.findings.finding import Finding, Kind, Where
from graphviz_autograd.findings.questions import QUESTIONS, ask, parse_about
from graphviz_autograd.findings.subject import Subject

__all__ = ["QUESTIONS", "Finding", "Kind", "Subject", "Where", "ask", "parse_about"]
