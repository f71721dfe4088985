"""Files and standard streams: sources read as they are, outputs written whole or not at all."""
