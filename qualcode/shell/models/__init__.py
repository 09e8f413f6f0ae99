"""What lists and trees show."""
