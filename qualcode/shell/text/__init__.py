"""The reader: a transcript, its marks, and positions in it."""
