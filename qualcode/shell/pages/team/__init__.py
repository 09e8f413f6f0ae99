"""The page of the team: who did what, and how their work comes together."""

from qualcode.shell.pages.team.page import TeamPage

__all__ = ["TeamPage"]
