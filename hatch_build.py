"""Compiles `src/cleanwire/native` when cleanwire is built or installed.

The C compiler of the machine does it, or where there is none that of the package `ziglang`, which pip then fetches for
the build.
"""

import os
import shlex
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SANITIZERS = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer", "-g", "-O1")
"""For `make sanitize`, with CLEANWIRE_SANITIZE=1 in the environment: indexes are checked, too."""


class NativeBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the native modules, into the source tree for an editable installation and else into the wheel."""

    def dependencies(self) -> list[str]:
        """Ask for a compiler where the machine has none."""
        return [] if has_compiler() else ["ziglang>=0.13"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say what goes into the wheel."""
        headers = Path(sysconfig.get_path("include"), "Python.h")
        if not headers.exists():
            sys.exit(
                f"cleanwire: {headers} is missing, and its native code is compiled against it: install Python's headers"
                " (apt install python3-dev, dnf install python3-devel), or take a Python that has them"
            )
        root = Path(self.root)
        into = root / "src" if version == "editable" else Path(self.directory) / "native"
        built = compiled(root, into)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        if version != "editable":
            build_data["force_include"].update({str(path): str(path.relative_to(into)) for path in built})


def has_compiler() -> bool:
    """Whether the machine has the compiler that Python was built with, or the one that CC names."""
    command = os.environ.get("CC") or sysconfig.get_config_var("CC") or ("cl" if os.name == "nt" else "cc")
    return os.name == "nt" or shutil.which(shlex.split(command)[0]) is not None


def compiled(root: Path, into: Path) -> list[Path]:
    """Compile the native modules into a folder, as modules of the package; return the files."""
    from Cython.Build import cythonize  # noqa: PLC0415, that it may ask for a compiler before
    from setuptools import Distribution, Extension  # noqa: PLC0415, the same

    if not has_compiler():
        os.environ["CC"] = f"{shlex.quote(sys.executable)} -m ziglang cc"
    checked = os.environ.get("CLEANWIRE_SANITIZE") == "1"
    flags = [*SANITIZERS] if checked else [] if os.name == "nt" else ["-O3", "-g0"]
    sources = sorted((root / "src/cleanwire/native").glob("*.pyx"))
    modules = [
        Extension(
            f"cleanwire.native.{path.stem}",
            [str(path.relative_to(root))],
            extra_compile_args=flags,
            extra_link_args=flags if checked else [],
        )
        for path in sources
    ]
    temporary = into if into.name == "native" else root / "build" / "native"
    distribution = Distribution(
        {
            "ext_modules": cythonize(
                modules,
                build_dir=str(temporary / "c"),
                include_path=[str(root / "src")],
                compiler_directives={"boundscheck": checked},
                language_level=3,
            )
        }
    )
    command = distribution.get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(into), str(temporary / "objects")
    command.ensure_finalized()
    command.run()
    return [Path(path) for path in command.get_outputs()]
