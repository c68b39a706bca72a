"""The metrics: one pure function each, its formula in the docstring."""
