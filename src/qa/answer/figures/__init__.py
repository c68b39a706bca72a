"""Tables of figures: how they are read, and the answers looked up in them."""
