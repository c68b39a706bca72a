"""Who does what, with whom and by when: answers from the task register."""
