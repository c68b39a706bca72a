"""Blocks → a document with its header and a tree of sections."""

from qa.structure.parser import PARSER_VERSION, ParsedDocument, parse

__all__ = ["PARSER_VERSION", "ParsedDocument", "parse"]
