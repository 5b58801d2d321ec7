"""Every file format of a plan with 30 and with 2,000 activities: time, size, memory, and whether all of it is there.

Run as `python -m bench.bench_exports`. Each measurement has a process of its own, so that its peak memory is its own;
the floor is the plan's JSON, compressed. "complete" counts the activities whose follow-up is found in the file.
"""

import io
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time
import zipfile
import zlib

SIZES = (30, 2_000)
FORMATS = ("docx", "pdf", "xlsx", "html", "json")
ROUNDS = 3


def main() -> None:
    """Measure and print the table."""
    print(f"{'activities':>10} {'format':>6} {'seconds':>8} {'× floor':>8} {'KB':>8} {'peak MB':>8}  complete")
    for size in SIZES:
        for kind in FORMATS:
            command = [sys.executable, "-m", "bench.bench_exports", kind, str(size)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
            print(
                f"{size:>10} {kind:>6} {found['seconds']:>8.2f} {found['ratio']:>8.1f} {found['kilobytes']:>8.0f}"
                f" {found['megabytes']:>8.0f}  {found['complete']} of {size}"
            )


def measure(kind: str, size: int) -> None:
    """Print one measurement as JSON."""
    # The settings are named before anything of Django's is imported.
    os.environ["PLPLANNER_DEMO"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "plplanner.settings"
    import django  # noqa: PLC0415  (likewise)

    django.setup()
    from plans.document import DocumentOptions  # noqa: PLC0415  (likewise)
    from plans.enums import ExportFormat  # noqa: PLC0415  (likewise)
    from plans.exports import WRITERS  # noqa: PLC0415  (likewise)
    from plans.portable import content_to_json  # noqa: PLC0415  (likewise)
    from tests.plans.documents import full_document  # noqa: PLC0415  (likewise)

    # Each goal has one activity in a second, named table.
    document = full_document(goals=2, activities=size // 2 - 1)
    times, floors, content = [], [], b""
    for _ in range(ROUNDS):
        start = time.perf_counter()
        zlib.compress(json.dumps(content_to_json(document.content)).encode())
        floors.append(time.perf_counter() - start)
        start = time.perf_counter()
        content = WRITERS[ExportFormat(kind)].write(document, DocumentOptions())
        times.append(time.perf_counter() - start)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    seconds, floor = statistics.median(times), statistics.median(floors)
    print(
        json.dumps(
            {
                "seconds": seconds,
                "ratio": seconds / floor,
                "kilobytes": len(content) / 1024,
                "megabytes": peak,
                "complete": _count(kind, content),
            }
        )
    )


def _count(kind: str, content: bytes) -> int:
    """Count the activities in the file by their follow-up, whose words end in a number of their own."""
    if kind == "pdf":
        from pypdf import PdfReader  # noqa: PLC0415  (only this measurement reads PDFs)

        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    elif kind in {"docx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            text = archive.read("word/document.xml" if kind == "docx" else "xl/sharedStrings.xml").decode()
    else:
        text = content.decode()
    return len(set(re.findall(r"monthly planning meeting, round (\d+)\.", " ".join(text.split()))))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1], int(sys.argv[2]))
    else:
        main()
