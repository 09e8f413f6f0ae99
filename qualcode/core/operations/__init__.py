"""What a user does: one function each, one transaction each, one `Changes` back."""
