"""Reading files into rubrics. Nothing here reads or writes a database."""

from rubrics.imports.reading import Known, KnownEdition, LicensedText, Reading, RubricRefused
from rubrics.imports.rubric import read_rubric

__all__ = ["Known", "KnownEdition", "LicensedText", "Reading", "RubricRefused", "read_rubric"]
