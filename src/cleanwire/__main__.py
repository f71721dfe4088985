"""Run the program as `python -m cleanwire`."""

from cleanwire.cli import main

if __name__ == "__main__":
    main()
