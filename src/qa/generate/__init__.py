"""Generated answers, held to the text: an option, never a need."""
