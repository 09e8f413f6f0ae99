"""Sheets and outlines that other programs write and read."""
