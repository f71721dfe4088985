"""Compiles `src/cleanwire/native` when cleanwire is built or installed.

It uses the machine's C compiler, or else that of the package `ziglang`, which pip fetches for the build.
"""

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CHECKED = os.environ.get("CLEANWIRE_SANITIZE") == "1"

SANITIZERS = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer", "-g", "-O1")
"""For `make sanitize`: reads, writes and indexes are checked. Only a Python that has loaded the sanitizers' library
before can import such modules."""


class NativeBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds native modules and prepares packaged files, in the source tree, from which the wheel takes them."""

    def dependencies(self) -> list[str]:
        """Ask for a compiler if the machine has none."""
        return [] if has_compiler() else ["ziglang>=0.13"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, and list what goes into the wheel in addition to the sources."""
        headers = Path(sysconfig.get_path("include"), "Python.h")
        if not headers.exists():
            sys.exit(
                f"cleanwire: {headers} is missing, which is needed to compile native code: install Python's headers"
                " (apt install python3-dev, dnf install python3-devel), or use a Python that includes them"
            )
        root = Path(self.root)
        made = compiled(root) if CHECKED else [*compiled(root), *prepared(root)]
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        if version != "editable":
            build_data["force_include"].update({str(path): str(path.relative_to(root / "src")) for path in made})


def has_compiler() -> bool:
    """Return whether the machine has the compiler that Python was built with, or the one in CC."""
    command = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc"
    return os.name == "nt" or shutil.which(shlex.split(command)[0]) is not None


def compiled(root: Path) -> list[Path]:
    """Compile the native modules beside their sources, and return the files."""
    from Cython.Build import cythonize  # noqa: PLC0415, the hook is asked for its dependencies before it has them
    from setuptools import Distribution, Extension  # noqa: PLC0415, the same

    if not has_compiler():
        os.environ["CC"] = f"{shlex.quote(sys.executable)} -m ziglang cc"
    # Sums are the same to the last bit on every machine: no multiply-add is fused. And modules are the same to the last
    # byte wherever they are built: none contains the path of its source.
    optimized = ("-O3", "-g0", "-ffp-contract=off", f"-ffile-prefix-map={root}=.")
    flags = SANITIZERS if CHECKED else () if os.name == "nt" else optimized
    extensions = [
        Extension(
            ".".join(path.relative_to(root / "src").with_suffix("").parts),
            [str(path.relative_to(root))],
            extra_compile_args=[*flags],
            extra_link_args=[*flags] if CHECKED else [],
        )
        for path in sorted((root / "src/cleanwire/native").rglob("*.pyx"))
    ]
    scratch = root / "build" / ("checked" if CHECKED else "native")
    directives = {"boundscheck": CHECKED, "wraparound": False, "initializedcheck": False, "cdivision": True}
    modules = cythonize(
        extensions,
        build_dir=str(scratch / "c"),
        include_path=[str(root / "src")],
        compiler_directives=directives,
        language_level=3,
    )
    command = Distribution({"ext_modules": modules}).get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(root / "src"), str(scratch / "objects")
    command.ensure_finalized()
    command.run()
    return [Path(path) for path in command.get_outputs()]


def prepared(root: Path) -> list[Path]:
    """Prepare packaged files with the code that has just been compiled, and return the files.

    What `regex` compiles depends on string hashes, which are random unless a process sets the seed. Paths are arguments
    and not in PYTHONPATH, from which pip's build environments drop those that an editable installation has added.
    """
    code = """
import sys
sys.path[:0] = sys.argv[1:]
from cleanwire.cleaning.preparing import prepare
print(*prepare(), sep="\\n")
"""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", code, str(root / "src"), *sys.path]
    made = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return [Path(line) for line in made.stdout.splitlines()]
