"""How profiles identify documents: hashes of words, keys of lines and of their variants, and lookups of keys."""
