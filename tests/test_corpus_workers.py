import os
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from cleanwire.corpus.workers import Crew
from cleanwire.errors import OptionError, WritingError

pytestmark = pytest.mark.slow


def tools() -> str:
    return "tools"


@dataclass(frozen=True)
class Square:
    number: int

    @property
    def place(self) -> str:
        return f"number {self.number}"

    def done_with(self, tools: str) -> int:
        assert tools == "tools"
        return self.number**2


@dataclass(frozen=True)
class Failing(Square):
    def done_with(self, tools: str) -> int:
        raise OptionError(f"{tools} cannot square {self.number}")


@dataclass(frozen=True)
class Ending(Square):
    """Ends its process, as happens when memory runs out or a library fails."""

    with_code: int

    def done_with(self, tools: str) -> int:  # noqa: ARG002
        if self.with_code < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        sys.exit(self.with_code)


def squares(tasks: Iterable[Square], workers: int) -> list[int]:
    with Crew(tools, workers=workers) as crew:
        return sorted(crew.run(tasks))


@pytest.mark.parametrize("workers", [1, 2])
def test_every_task_is_done_once(workers: int) -> None:
    assert squares(map(Square, range(9)), workers) == [number**2 for number in range(9)]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_follows_from_an_outcome_is_done_too(workers: int) -> None:
    with Crew(tools, workers=workers) as crew:
        done = crew.run(map(Square, [2, 3]), follow=lambda square: [Square(square)] if square < 50 else [])
        assert sorted(done) == [4, 9, 16, 81, 256]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_a_task_is_raised_here(workers: int) -> None:
    with pytest.raises(OptionError, match="tools cannot square 3"):
        squares([Square(2), Failing(3), Square(4)], workers)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("code", "how"), [(3, "ended with exit code 3"), (-9, "was killed by signal 9, as happens when memory runs out")]
)
def test_a_lost_worker_is_an_error_that_names_what_it_did(code: int, how: str) -> None:
    with pytest.raises(WritingError, match=f"^number 3: its worker {how}; run the same command again"):
        squares([Square(2), Ending(3, code)], 2)


def test_a_task_is_taken_only_when_there_is_somebody_to_do_it() -> None:
    taken = []

    def tasks() -> Iterable[Square]:
        for number in range(5):
            taken.append(number)
            yield Square(number)

    with Crew(tools, workers=1) as crew:
        outcomes = crew.run(tasks())
        next(iter(outcomes))
        assert taken == [0]


def test_no_process_is_started_where_there_is_nothing_to_do() -> None:
    with Crew(tools, workers=4) as crew:
        assert [*crew.run([])] == []
        assert crew._workers == {}
