"""The plain pages, one module each."""
