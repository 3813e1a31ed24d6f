"""The command line: the same functions by another door."""

from qualcode.cli.main import main

__all__ = ["main"]
