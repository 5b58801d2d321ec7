"""Reading files into plans. Nothing here reads or writes a database."""

from plans.imports.docx import read_docx
from plans.imports.json_file import read_json
from plans.imports.results import ImportRefused, Passage, Placement, ReadPlan

__all__ = ["ImportRefused", "Passage", "Placement", "ReadPlan", "read_docx", "read_json"]
