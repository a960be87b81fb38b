"""What reports are known to say, and how much of it the figures read from them get right.

Nothing here looks at how a table is read: the cells are known by their place in the official form,
as tests/printing has it written down.
"""
