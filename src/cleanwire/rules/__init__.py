"""Rules as data: their type, the packs that hold them, their conditions, and the matcher."""
