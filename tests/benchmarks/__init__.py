"""How fast, and on how much: `python -m tests.benchmarks`."""
