"""What breaks readers, each kind of page in a module of its own."""
