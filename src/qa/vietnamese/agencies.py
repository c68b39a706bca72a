"""Agencies: their names in text, in lists, and under one canonical spelling."""

from qa.vietnamese.agency_lists import name_spans, split_names
from qa.vietnamese.agency_names import canonical, canonical_names, find, is_group, match

__all__ = ["canonical", "canonical_names", "find", "is_group", "match", "name_spans", "split_names"]
