"""What Qualcode knows and does, without a screen."""
