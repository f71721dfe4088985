import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleanwire import SiteProfile
from cleanwire.cli import main
from cleanwire.profile.sites import host
from invented_corpora import Record, records, write


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["profile", *arguments])


def assert_failed(result: Result, problem: str) -> None:
    assert (result.exit_code, result.stdout) == (2, "")
    assert problem in result.stderr
    assert result.stderr.count("\n") == 1


def profile_of(rows: list[Record]) -> SiteProfile:
    return SiteProfile.fit([(row["text"], row["url"]) for row in rows])


class TestFit:
    def test_a_profile_of_files_is_that_of_their_documents(self) -> None:
        write(Path("in/a.jsonl"), records(5))
        write(Path("in/b.parquet"), records(4, start=5))
        result = run("fit", "in", "-o", "sites", "--workers", "1")
        assert (result.exit_code, result.stdout) == (0, "sites: 9 documents of 1 sites\n")
        assert SiteProfile.load("sites") == profile_of(records(9)).finished()
        assert {path.name for path in Path().iterdir()} == {"in", "sites"}

    def test_sites_may_be_hosts(self) -> None:
        rows = [row | {"url": f"https://{row['id'] % 2}.oxley.example/a"} for row in records(4)]
        write(Path("a.jsonl"), rows)
        run("fit", "a.jsonl", "-o", "sites", "--site-key", "host", "--workers", "1")
        assert SiteProfile.load("sites").site_of is host
        assert dict(SiteProfile.load("sites").sites) == {"0.oxley.example": 2, "1.oxley.example": 2}

    def test_a_run_that_was_broken_off_goes_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write(Path("a.jsonl"), records(3))
        with monkeypatch.context() as patch:
            patch.setattr(SiteProfile, "save", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            assert run("fit", "a.jsonl", "-o", "sites", "--workers", "1").exit_code == 130
        assert not Path("sites").exists()
        assert run("fit", "a.jsonl", "-o", "sites", "--workers", "1").exit_code == 0
        assert SiteProfile.load("sites") == profile_of(records(3)).finished()

    def test_inputs_without_texts_are_an_error(self) -> None:
        write(Path("a.jsonl"), [{"body": "text"}])
        assert_failed(run("fit", "a.jsonl", "-o", "sites"), "has no field 'text' but 'body'")

    @pytest.mark.parametrize(
        ("output", "problem"),
        [
            ("in/a.jsonl", "in/a.jsonl: would overwrite an input; name another file"),
            ("in", "in: is a folder; name a file"),
        ],
    )
    def test_where_no_profile_belongs_none_is_written(self, output: str, problem: str) -> None:
        before = write(Path("in/a.jsonl"), records(3)).read_bytes()
        assert_failed(run("fit", "in", "-o", output, "--workers", "1"), problem)
        assert Path("in/a.jsonl").read_bytes() == before
        assert [*Path().rglob("*")] == [Path("in"), Path("in/a.jsonl")]


class TestMerge:
    @pytest.fixture
    def parts(self) -> list[str]:
        for name, start in (("a", 0), ("b", 4)):
            write(Path(f"{name}.jsonl"), records(4, start=start))
            run("fit", f"{name}.jsonl", "-o", name, "--mergeable", "--workers", "1")
        return ["a", "b"]

    def test_the_parts_make_the_profile_of_all(self, parts: list[str]) -> None:
        result = run("merge", *parts, "-o", "all")
        assert (result.exit_code, result.stdout) == (0, "all: 8 documents of 1 sites\n")
        assert SiteProfile.load("all") == profile_of(records(8)).finished()

    def test_what_is_merged_may_be_merged_further(self, parts: list[str]) -> None:
        assert run("merge", *parts, "-o", "all", "--mergeable").exit_code == 0
        assert SiteProfile.load("all") == profile_of(records(8))

    def test_a_part_is_replaced_by_what_merges_further_and_by_nothing_else(self, parts: list[str]) -> None:
        assert_failed(
            run("merge", *parts, "-o", "./a"), "./a: is an input, and could not be merged again; name another"
        )
        assert SiteProfile.load("a") == profile_of(records(4))
        assert run("merge", *parts, "-o", "a", "--mergeable").exit_code == 0
        assert SiteProfile.load("a") == profile_of(records(8))

    def test_a_finished_profile_is_refused_with_the_remedy(self, parts: list[str]) -> None:
        run("merge", *parts, "-o", "all")
        assert_failed(
            run("merge", "a", "all", "-o", "more"), "all: is finished already and does not merge; name the parts"
        )
        assert not Path("more").exists()

    def test_a_missing_part_is_an_error(self) -> None:
        assert_failed(run("merge", "none", "-o", "all"), "none: cannot be read")


class TestShow:
    @pytest.fixture(autouse=True)
    def _saved(self) -> None:
        rows = [
            row | {"url": f"https://{'oxley' if row['id'] < 3 else 'velmark'}.example/{row['id']}"}
            for row in records(5)
        ]
        profile_of(rows).finished().save("sites")

    def test_what_it_holds_is_told(self) -> None:
        result = run("show", "sites")
        assert result.exit_code == 0
        lines = [line.split() for line in result.stdout.splitlines()]
        assert ["documents", "5"] in lines
        assert ["site", "key", "domain"] in lines
        assert ["finished", "yes"] in lines
        assert lines[-2:] == [["3", "oxley.example"], ["2", "velmark.example"]]

    def test_sites_beyond_those_asked_for_are_counted(self) -> None:
        assert [line.split() for line in run("show", "sites", "--sites", "1").stdout.splitlines()][-2:] == [
            ["3", "oxley.example"],
            ["and", "1", "more"],
        ]

    def test_it_is_json_where_that_is_asked_for(self) -> None:
        facts = json.loads(run("show", "sites", "--json").stdout)
        assert (facts["documents"], facts["sites"]) == (5, {"oxley.example": 3, "velmark.example": 2})
        assert facts["bytes"] == Path("sites").stat().st_size
        assert facts["lines"] == len(SiteProfile.load("sites").contents.counts.keys)

    def test_what_is_no_profile_is_an_error(self) -> None:
        Path("text").write_text("text", "utf-8")
        assert_failed(run("show", "text"), "text: is not a profile")


class TestDiff:
    def test_profiles_of_the_same_documents_do_not_differ(self) -> None:
        profile_of(records(5)).save("a")
        profile_of(records(5)[::-1]).save("b")
        result = run("diff", "a", "b")
        assert (result.exit_code, result.stdout) == (0, "")

    def test_what_differs_is_told_and_changes_the_exit_code(self) -> None:
        profile_of(records(5)).finished().save("a")
        profile_of(records(7)).save("b")
        result = run("diff", "a", "b")
        assert result.exit_code == 1
        assert "finished: yes, no\n" in result.stdout
        assert "oxley.example: 5 documents, 7\n" in result.stdout
        found = json.loads(run("diff", "a", "b", "--json").stdout)
        assert found["sites"] == {"oxley.example": [5, 7]}
        ours, theirs = (set(SiteProfile.load(name).contents.counts.keys.tolist()) for name in "ab")
        assert found["lines"]["only_in_second"] == len(theirs - ours) > 0
        assert found["lines"]["only_in_first"] == 0
        assert found["lines"]["changed"] > 0
