"""The window: the program that Qt draws."""
