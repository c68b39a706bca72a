"""The gold set, metrics, runner and reports that say with numbers whether a change helped."""
