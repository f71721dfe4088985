"""How the program ends: errors become one line, interruptions none."""

import sys
from typing import Any, NoReturn

import click

from cleanwire.errors import CleanwireError
from cleanwire.report.escaping import escaped

__all__ = ["Program"]

FAILED = 2
"""The exit code after an error, as of most command lines; 1 says that examples fail."""

INTERRUPTED = 130
"""The exit code after Ctrl-C: 128 and the number of SIGINT, as shells have it."""

READER_GONE = 141
"""The exit code where the reader of standard output went away: 128 and SIGPIPE, as of `cat`."""


class Program(click.Group):
    """A group of commands that ends with an exit code and at most one line on standard error."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; where the user or the reader goes away, go too and say nothing."""
        # Here and not in main, since click's own main has a blank line and another exit code for these.
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            ctx.exit(READER_GONE)

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run the program and exit."""
        kwargs = {"prog_name": self.name, **kwargs, "standalone_mode": False}
        try:
            code = super().main(*args, **kwargs)
        except click.Abort:
            code = INTERRUPTED
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else self.name
            code = _fail(f"{error.format_message().rstrip('.')}; see {path} --help")
        except click.ClickException as error:
            code = _fail(error.format_message())
        except CleanwireError as error:
            code = _fail(str(error))
        except OSError as error:  # of the system, at a place that has no words of its own for it
            code = _fail(f"{error}; check the path and the disk")
        sys.exit(code)


def _fail(message: str) -> int:
    click.echo(f"cleanwire: {escaped(message)}", err=True)
    return FAILED
