"""What profiles know documents by: hashes of words, keys of lines and of their variants, and look-ups of keys."""
