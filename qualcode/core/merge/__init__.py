"""Handing a project out, and making one of several."""
