"""Results for people: labelled text, the terminal."""
