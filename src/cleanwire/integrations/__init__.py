"""cleanwire where documents already are: one module for each engine or library, imported only when it is used.

`arrow` is the kernel of those that hold tables: the others hand their batches to it.
"""
