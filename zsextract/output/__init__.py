"""Records on their way out: JSON Lines for programs, a table for people."""
