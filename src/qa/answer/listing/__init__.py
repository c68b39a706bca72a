"""Answers that are lists: the items of a section, from the tree, or of an enumeration within a sentence."""
