"""Rules that templates keep."""

import re
from pathlib import Path

from django.conf import settings
from django.template.utils import get_app_template_dirs

from tests.conventions.sources import CODE, TEMPLATES, lines_of, name_of, python_files, template_files

INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\s(src=|type=\"application/json\"))|\son[a-z]+=|\shx-on|javascript:", re.IGNORECASE
)
LOAD = re.compile(r"{%\s*load\s+(.+?)\s*%}")
INCLUDE_COMPONENT = re.compile(r"{%\s*include\s+(\"components/.+?)\s*%}", re.DOTALL)
COMPARISON = re.compile(r"{%\s*(el)?if\s[^%]*(==|!=|<|>|\sin\s)")
# What Django itself names, and no state of ours: the kind of a field's widget, and which app's page this is.
NAMES_OF_DJANGO = re.compile(r"(field\.widget_type|request\.resolver_match\.app_name) == ")
PAGE_FRAME = {"components/site_menu.html", "components/site_menu_links.html", "components/account_menu_links.html"}
"""Parts of the frame around every page; they read the request themselves."""

CALLED_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "413.html", "500.html"}
LONGEST = 120
LONGER_WITH_A_REASON: dict[str, str] = {}


def html_files() -> list[Path]:
    return [path for path in template_files() if path.suffix == ".html"]


def own_pages() -> list[Path]:
    """Return the templates that are ours in shape too: not in the place of a package's."""
    return [path for path in html_files() if not replaces_a_package_template(path.relative_to(TEMPLATES).as_posix())]


def replaces_a_package_template(name: str) -> bool:
    """Whether an installed package brings a template of this name, which ours then stands for."""
    return any((Path(folder) / name).is_file() for folder in get_app_template_dirs("templates"))


def named_somewhere() -> str:
    code = [path.read_text(encoding="utf-8") for path in python_files(*CODE)]
    templates = [path.read_text(encoding="utf-8") for path in template_files()]
    return "\n".join([*code, *templates])


def test_templates_are_used() -> None:
    words = named_somewhere()
    names = [path.relative_to(TEMPLATES).as_posix() for path in template_files()]
    unused = [
        name
        for name in names
        if name not in CALLED_BY_DJANGO and f'"{name}' not in words and not replaces_a_package_template(name)
    ]

    assert unused == []


def test_templates_hold_no_inline_style_or_script() -> None:
    assert [place for path in html_files() for place, line in lines_of(path) if INLINE.search(line)] == []


def test_templates_load_one_library_a_line_in_order() -> None:
    for path in html_files():
        loads = [found for _, line in lines_of(path) for found in LOAD.findall(line)]
        libraries = [load.split(" from ")[-1] for load in loads]

        assert [load for load in loads if " from " not in load and " " in load] == [], name_of(path)
        assert libraries == sorted(libraries), name_of(path)


def test_templates_hand_over_what_a_component_needs_and_no_more() -> None:
    open_includes = [
        f"{name_of(path)}: {found}"
        for path in html_files()
        for found in INCLUDE_COMPONENT.findall(path.read_text(encoding="utf-8"))
        if not found.endswith("only") and found.strip('"') not in PAGE_FRAME
    ]

    assert open_includes == []


def test_templates_compare_nothing() -> None:
    comparing = [
        place
        for path in own_pages()
        for place, line in lines_of(path)
        if COMPARISON.search(NAMES_OF_DJANGO.sub("", line))
    ]

    assert comparing == []


def test_templates_are_short() -> None:
    long = {name_of(path): count for path in html_files() if (count := len(list(lines_of(path)))) > LONGEST}

    assert set(long) == set(LONGER_WITH_A_REASON), long


def test_templates_stand_in_one_folder() -> None:
    assert [path for path in Path(settings.BASE_DIR).glob("*/**/templates") if ".venv" not in path.parts] == []
