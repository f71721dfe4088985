"""Files and standard streams: inputs are read unchanged, outputs are written completely or not at all."""
