"""Static files whose addresses are worked out once a process: each page names a dozen, and they never change."""

from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class FilesInPlace(StaticFilesStorage):
    """Files served from where they lie."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str | None, str] = {}

    def url(self, name: str | None) -> str:
        """Return the file's address."""
        if name not in self._addresses:
            self._addresses[name] = super().url(name)
        return self._addresses[name]


class CollectedFiles(FilesInPlace, CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise is untyped
    """Collected files, compressed, with their content's digest in the name."""
