"""The page of categories: a code's passages, and the codebook."""

from qualcode.shell.pages.categories.page import CategoriesPage

__all__ = ["CategoriesPage"]
