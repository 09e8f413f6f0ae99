"""What the coded material says: counts, passages and the category summary."""
