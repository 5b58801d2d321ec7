"""The files behind the look: all there, none fetched from elsewhere, and colours that can be read."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
STYLES = sorted((STATIC / "css").glob("*.css"))
COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6}|#fff);")
READABLE = 7.0
"""The least contrast of text, WCAG 2.2 success criterion 1.4.6."""


def colours() -> dict[str, str]:
    found = COLOUR.findall((STATIC / "css" / "plplanner.css").read_text(encoding="utf-8"))
    return {name: "#ffffff" if value == "#fff" else value for name, value in found}


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("text", ["ink", "ink-soft", "accent", "accent-dark", "good", "care", "wrong"])
def test_text_colours_are_readable_on_every_ground(text: str) -> None:
    grounds = ["paper", "wash", "accent-light", "good-light", "care-light", "wrong-light"]
    named = colours()

    assert [ground for ground in grounds if contrast(named[text], named[ground]) < READABLE] == []


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_styles_refer_to_files_that_exist(style: Path) -> None:
    addresses = re.findall(r'url\("(?!data:)([^"]+)"\)', style.read_text(encoding="utf-8"))

    assert [address for address in addresses if not (style.parent / address).is_file()] == []


def test_styles_and_scripts_fetch_nothing_from_elsewhere() -> None:
    files = [path for path in STATIC.rglob("*") if path.suffix in {".css", ".js"}]
    remote = re.compile(r"url\(['\"]?(https?:)?//|@import|sourceMappingURL")

    assert [path.name for path in files if remote.search(path.read_text(encoding="utf-8"))] == []


def test_vendored_files_come_with_their_licence() -> None:
    folders = [path for path in (STATIC / "vendor").iterdir() if path.is_dir()]

    assert [folder.name for folder in folders if not (folder / "LICENSE").is_file()] == []


def test_icons_named_in_templates_are_in_the_sprite() -> None:
    sprite = (STATIC / "vendor" / "bootstrap-icons" / "icons.svg").read_text(encoding="utf-8")
    pages = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    named = set(re.findall(r'components/icon.html" with name="([a-z0-9-]+)"', pages))

    assert named - set(re.findall(r'<symbol id="([a-z0-9-]+)"', sprite)) == set()
