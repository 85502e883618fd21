"""Staff, readers and roles; the user model."""
