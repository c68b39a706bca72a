"""Whether sources have what a question asks and takes for granted: each check gives a reason to refuse, or a note."""
