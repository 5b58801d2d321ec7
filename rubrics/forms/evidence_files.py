"""The form that adds a file beside a rating."""

from plplanner.kit.file_form import FileForm


class EvidenceFileForm(FileForm):
    """One file; where it cannot be kept, a link can stand beside the rating."""

    or_else = ", or link to it instead"
