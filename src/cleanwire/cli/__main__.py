"""Run the program as `python -m cleanwire.cli`."""

from cleanwire.cli import main

main()
