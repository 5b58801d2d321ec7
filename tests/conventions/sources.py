"""The project's own files, for the rules about them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = ("plplanner", "plans", "rubrics", "resources", "bench")
TEMPLATES = ROOT / "templates"


@cache
def python_files(*folders: str) -> list[Path]:
    """Return the Python files of folders at the top, migrations apart."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


@cache
def template_files() -> list[Path]:
    """Return the templates."""
    return sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt"})


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    """Name a file as people do: from the top of the project."""
    return path.relative_to(ROOT).as_posix()


def lines_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each line with its place."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        yield f"{name_of(path)}:{number}", line


def text_files() -> list[Path]:
    """Return all text files that are part of the project."""
    folders = [*CODE, "tests", "bin", "docs", "fixtures", "templates", ".ci", "static"]
    kept_as_published = {".svg", ".woff2", ".woff", ".ttf", ".png", ".map", ".docx", ".xlsx", ".pdf", ".zip"}
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]
    top = [path for path in sorted(ROOT.iterdir()) if path.suffix in {".md", ".toml", ".txt", ".in", ".py"}]
    return [
        path
        for path in [*top, *found]
        if path.suffix not in kept_as_published and "__pycache__" not in path.parts and ".min." not in path.name
    ]
