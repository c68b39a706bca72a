"""Answers written by a language model and held to the text: an option, never a need.

`attempt` asks the model, checks every sentence against what it cites, has failed ones written again once, and
gives what became of each; where too little stands there is no answer, and the extractive one is given.
"""

from qa.generate.answering import generated
from qa.generate.generator import attempt, generate
from qa.generate.place import describe
from qa.generate.results import GeneratedAnswer, Generation
from qa.generate.rewrite import rewrite
from qa.generate.sources import Source

__all__ = ["GeneratedAnswer", "Generation", "Source", "attempt", "describe", "generate", "generated", "rewrite"]
