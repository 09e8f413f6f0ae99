"""Where evaluators coded otherwise, and what was settled of it.

`differences` works on marks alone, `listing` reads them from a project with what was said of each,
`confusion` counts code against code.
"""
