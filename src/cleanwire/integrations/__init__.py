"""cleanwire inside other engines and libraries: one module for each, imported only when it is used.

`arrow` is the common part of those that work on tables: they pass their batches to it.
"""
