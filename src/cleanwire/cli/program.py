"""How the program ends: an error prints one line, an interruption nothing."""

import sys
from typing import Any, NoReturn

import click

from cleanwire.errors import CleanwireError
from cleanwire.report.escaping import escaped

__all__ = ["Program"]

FAILED = 2
"""The exit code after an error, as in most programs; 1 means that examples fail or things differ."""

INTERRUPTED = 130
"""The exit code after Ctrl-C: 128 plus the number of SIGINT, as in shells."""

READER_GONE = 141
"""The exit code if the reader of standard output has closed it: 128 plus SIGPIPE, as of `cat`."""


class Program(click.Group):
    """A group of commands that ends with an exit code and at most one line on standard error."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; end silently if the user interrupts it or the reader closes standard output."""
        # Here and not in main, because click's own main prints a blank line and uses another exit code.
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            ctx.exit(READER_GONE)
        except click.UsageError as error:
            command = self.get_command(ctx, ctx.invoked_subcommand or "")
            if error.ctx is None and command:  # click names no command if an option lacks its value
                error.ctx = click.Context(command, info_name=command.name, parent=ctx)
            raise

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run the program and exit."""
        kwargs = {"prog_name": self.name, **kwargs, "standalone_mode": False}
        try:
            code = super().main(*args, **kwargs)
        except click.Abort:
            code = INTERRUPTED
        except click.exceptions.NoArgsIsHelpError as error:  # a group of commands, without a command
            click.echo(error.format_message())
            code = 0
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else self.name
            message = error.format_message().rstrip(".").replace("\n\t", " ")  # click lists choices on lines
            code = _fail(f"{message}; see {path} --help")
        except click.ClickException as error:
            code = _fail(error.format_message())
        except CleanwireError as error:
            code = _fail(str(error))
        except OSError as error:  # raised where the program has no message of its own
            code = _fail(f"{error}; check the path and the disk")
        sys.exit(code)


def _fail(message: str) -> int:
    click.echo(f"cleanwire: {escaped(message)}", err=True)
    return FAILED
