"""Qualcode: from interview transcripts to a results chapter that can be trusted."""

__version__ = "0.1.0"
