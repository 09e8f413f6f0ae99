"""The command line: one module for each command.

A command's module has `add_arguments(parser)` and `run(options)`, which returns the exit code. It is
imported only when the command is called, and imports in turn what it needs where it needs it.
"""
