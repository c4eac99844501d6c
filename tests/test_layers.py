"""The import rule and the layout rule of DESIGN §1, by reading the sources."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("scraper", "extract", "verify", "repledge")
SHARED = {"repledge.contracts", "repledge.errors", "repledge.ids", "repledge.text", "repledge"}
STAGES = {"scraper", "extract", "verify"}
# a library that only these files may import: moving to another one is then one file's work
ONLY_IN = {
    "httpx": ("scraper/http.py",),
    "httpcore": ("scraper/http.py", "scraper/network.py"),
    "sqlite_utils": ("repledge/store/",),
    "ahocorasick_rs": ("extract/automaton.py",),
    "spacy": ("extract/",),
    "click": ("repledge/cli/",),
}


def sources() -> list[Path]:
    return sorted(p for name in PACKAGES for p in (ROOT / name).rglob("*.py"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{a.name}" for a in node.names if node.module == "repledge"}
    return found


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_a_stage_imports_nothing_of_another(stage: str) -> None:
    for path in (ROOT / stage).rglob("*.py"):
        for name in imports(path):
            top = name.split(".")[0]
            assert top not in STAGES - {stage}, f"{path} imports {name}"
            assert top != "repledge" or name in SHARED, f"{path} imports {name}"


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_is_imported_in_one_place(library: str) -> None:
    for path in sources():
        relative = path.relative_to(ROOT).as_posix()
        if not relative.startswith(ONLY_IN[library]):
            assert library not in {n.split(".")[0] for n in imports(path)}, relative


def test_only_the_pipeline_and_the_command_line_join_stages() -> None:
    joiners = (
        "repledge/pipeline.py",
        "repledge/crawling.py",
        "repledge/crawl_archive.py",
        "repledge/archives.py",
        "repledge/backfill.py",
        "repledge/history.py",
        "repledge/cli/",
        "repledge/evaluate/",
        # an audit reads and judges the entries of a list as the pipeline does documents
        "repledge/audit/",
    )
    for path in (ROOT / "repledge").rglob("*.py"):
        relative = path.relative_to(ROOT).as_posix()
        if not relative.startswith(joiners):
            stages = {n.split(".")[0] for n in imports(path)} & STAGES
            assert not stages, f"{relative} imports {stages}"


def test_no_file_is_over_400_lines() -> None:
    paths = [*sources(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    long = {
        str(p.relative_to(ROOT)): n
        for p in paths
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long
