"""What leaves the program: Word, web pages, sheets and data."""
