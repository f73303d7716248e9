"""The house rules, tested over the folders, so that a new file is covered because it exists."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
PAGES = sorted((REPOSITORY / "pages").glob("*.py"))
SCREENS = [REPOSITORY / "dashboard.py", *PAGES]
MODULES = sorted((REPOSITORY / "rollcall").rglob("*.py"))
BENCHMARKS = sorted((REPOSITORY / "benchmarks").rglob("*.py"))
TESTS = sorted((REPOSITORY / "tests").rglob("*.py"))
QUESTIONS = sorted((REPOSITORY / "queries").glob("*.sql"))
NOT_OURS = {".git", ".venv", "data", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache", "__pycache__"}
WRITTEN = (".py", ".sql", ".md", ".toml", ".txt", ".yml", ".yaml", ".cfg", ".css", ".js", ".example", "Makefile", "run")

# Which rooms may say which engine's name. The screen's parts may call Streamlit; charts may call plotly; the store alone knows DuckDB.
ENGINES = {
    "duckdb": ("rollcall/store/",),
    "streamlit": ("rollcall/show/screen", "rollcall/gate/", "dashboard.py", "pages/"),
    "plotly": ("rollcall/show/charts",),
}
SCREENS_MAY_IMPORT = {"show", "export", "attack", "intake", "access", "definitions"}


def name(path: Path) -> str:
    """The path as people write it, from the repository's folder, with forward slashes."""
    return path.relative_to(REPOSITORY).as_posix()


def each(paths: list[Path]) -> pytest.MarkDecorator:
    """Run a test once for every path, named by it; no path at all is a mistake in the test."""
    assert paths
    return pytest.mark.parametrize("path", paths, ids=name)


@cache
def tree(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Every dotted name that a module imports, at its top or inside a function; `from a import b` gives both `a` and `a.b`."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports relatively: write the whole name"
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def strings(path: Path) -> list[str]:
    """Every text a module holds."""
    return [node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


@pytest.mark.threat("no_sign_in")
@each(PAGES)
def test_a_page_opens_with_the_guard(path: Path) -> None:
    statements = [node for node in tree(path).body if not isinstance(node, ast.Import | ast.ImportFrom)]
    if ast.get_docstring(tree(path)) is not None:
        statements = statements[1:]
    assert ast.unparse(statements[0]).startswith("visit = screen.open_page(")


@each(PAGES)
def test_a_page_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 60


@each(SCREENS)
def test_a_screen_holds_no_sql_and_asks_nobody_s_role(path: Path) -> None:
    for text in strings(path):
        assert not re.search(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|GROUP BY|ORDER BY)\b", text)
    for node in ast.walk(tree(path)):
        assert not (isinstance(node, ast.If | ast.IfExp) and "role" in ast.unparse(node.test).lower())


@each(SCREENS)
def test_a_screen_imports_only_the_rooms_it_may(path: Path) -> None:
    rooms = {parts[1] for parts in (found.split(".") for found in imports(path)) if parts[0] == "rollcall" and len(parts) > 1}
    assert rooms <= SCREENS_MAY_IMPORT


@each([*SCREENS, *MODULES])
def test_an_engine_is_named_only_in_its_own_room(path: Path) -> None:
    for engine, rooms in ENGINES.items():
        says_it = any(found == engine or found.startswith(f"{engine}.") for found in imports(path))
        assert not says_it or name(path).startswith(rooms), f"{name(path)} imports {engine}"


@pytest.mark.threat("untrusted_text")
@each([*SCREENS, *MODULES])
def test_nothing_writes_raw_html_into_a_page(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert "unsafe_allow_html" not in source
    # The one style sheet is sent as it stands: a constant, with no content of anybody's in it.
    assert name(path) == "rollcall/show/screen/style.py" or not re.search(r"\bst\.html\(|components\.v1", source)


@each([*MODULES, *BENCHMARKS])
def test_a_module_fits_a_reader(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


@each([*SCREENS, *MODULES, *BENCHMARKS, *TESTS])
def test_a_module_opens_with_a_sentence_that_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(tree(path))
    if not tree(path).body:
        return
    assert docstring
    assert docstring.split("\n\n")[0].rstrip().endswith((".", "?"))


@each(MODULES)
def test_no_module_is_named_for_leftovers(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "misc"}


def written() -> list[Path]:
    """Every text file of the project."""
    files = (path for path in REPOSITORY.rglob("*") if not NOT_OURS & set(path.relative_to(REPOSITORY).parts))
    return sorted(path for path in files if path.is_file() and path.name.endswith(WRITTEN))


@each(written())
def test_a_file_names_no_machine_and_leaves_no_note_to_self(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for folder in ("work", "root", "home", "Users", "opt"):
        # A Unix path in the root folder. A link, a pattern or a relative path that holds the word is no path of a machine.
        assert not re.search(rf"(?<![\w.:/*)]){'/'}{folder}/\w", text), f"{name(path)} names a path of one machine"
    assert not re.search(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b", text)


@each(QUESTIONS)
def test_every_question_is_tested_by_name(path: Path) -> None:
    functions = {node.name for test in TESTS if "plain" in test.parts for node in tree(test).body if isinstance(node, ast.FunctionDef)}
    assert path.stem in functions, f"{path.stem} has no plain version in tests/plain to be compared with"


def declared() -> set[str]:
    """The distributions that pyproject.toml declares for running Rollcall."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {re.split(r"[<>=!~\[; ]", dependency)[0].lower() for dependency in project["dependencies"]}


def used() -> dict[str, set[str]]:
    """Distributions that the screens and the rooms import, each with the modules that do."""
    owners = packages_distributions()
    found: dict[str, set[str]] = {}
    for path in [*SCREENS, *MODULES]:
        for package in {dotted.split(".")[0] for dotted in imports(path)} - set(sys.stdlib_module_names) - {"rollcall", "__future__"}:
            found.setdefault(owners.get(package, [package])[0].lower().replace("_", "-"), set()).add(name(path))
    return found


def test_everything_imported_is_declared() -> None:
    assert {distribution: modules for distribution, modules in used().items() if distribution not in declared()} == {}


def test_everything_declared_is_imported() -> None:
    promised = {
        "openpyxl",
        "authlib",  # st.login imports it
    }  # the users' own choice of library for workbooks: there for their scripts, and for handing back a marked workbook
    assert declared() - set(used()) - promised == set()


@each(sorted([REPOSITORY / "README.md", *(REPOSITORY / "docs").glob("*.md")]))
def test_every_link_of_the_manual_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_readme_shows_every_page() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert [page.stem for page in PAGES if f"docs/screenshots/{page.stem}.png" not in readme] == []
