"""Finding words: in one text, in all of them, and in what was written about them."""
