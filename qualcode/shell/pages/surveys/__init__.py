"""The surveys of a project: a list, and of the chosen one its response rates and answers."""
