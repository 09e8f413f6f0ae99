"""What a user can do, as actions."""
