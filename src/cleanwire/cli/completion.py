"""The command `completion`: scripts by which a shell completes commands, options and their values."""

from collections.abc import Mapping

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

__all__ = ["completion"]

SHELLS: Mapping[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}

VARIABLE = "_CLEANWIRE_COMPLETE"
"""The variable by which the shell asks the program for completions."""


@click.command()
@click.argument("shell", metavar="SHELL", type=click.Choice([*SHELLS]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Write the script that lets SHELL complete commands, options and their values.

    \b
    bash  cleanwire completion bash > ~/.local/share/bash-completion/completions/cleanwire
    zsh   cleanwire completion zsh > ~/.zfunc/_cleanwire   (with fpath+=~/.zfunc in ~/.zshrc)
    fish  cleanwire completion fish > ~/.config/fish/completions/cleanwire.fish
    """  # noqa: D301, the backspace tells click not to join the lines that follow
    program = context.find_root()
    click.echo(SHELLS[shell](program.command, {}, program.info_name or "cleanwire", VARIABLE).source())
