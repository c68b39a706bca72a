"""Runs the evaluation: `python eval/run.py --help`; the same as `qa eval`."""

from qa.evaluation.cli import main

if __name__ == "__main__":
    main()
