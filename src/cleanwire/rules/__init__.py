"""Rules: their type, the packs that contain them, their conditions, and the matcher."""
