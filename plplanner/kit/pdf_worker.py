"""Compiles one PDF in a process of its own: typst keeps what it laid out, up to a gigabyte for a very large plan.

Run as `python -m plplanner.kit.pdf_worker`: the document's JSON value on standard input, the PDF on standard output,
a refusal in words on standard error. The argument "system" adds the fonts installed on the machine.
"""

import sys
from pathlib import Path

import typst

_HERE = Path(__file__).parent
REFUSED = 3


def main() -> int:
    """Compile standard input to standard output; return the exit status."""
    fonts = typst.Fonts(include_system_fonts="system" in sys.argv[1:], font_paths=[_HERE / "fonts"])
    compiler = typst.Compiler((_HERE / "typst" / "document.typ").read_bytes(), font_paths=fonts)
    value = sys.stdin.buffer.read().decode("utf-8")
    try:
        result = compiler.compile(format="pdf", sys_inputs={"document": value}, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        sys.stderr.write(error.message)
        return REFUSED
    if not isinstance(result, bytes):
        sys.stderr.write("typst returned no file.")
        return REFUSED
    sys.stdout.buffer.write(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
