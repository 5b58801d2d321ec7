"""Finds what a file says twice, in a few bytes for each row."""

import hashlib
from collections import defaultdict

_DIGEST = 12
_ENTRY = _DIGEST + 4


class FirstRows:
    """Remembers in which row each text stood first, by digests in buckets: the texts would take ten times the room."""

    def __init__(self) -> None:
        self._buckets: defaultdict[bytes, bytearray] = defaultdict(bytearray)

    def first(self, text: str, row: int) -> int:
        """Return the row in which the text stood first; this one where it is new."""
        digest = hashlib.blake2b(text.encode(), digest_size=_DIGEST).digest()
        bucket = self._buckets[digest[:1] + (digest[1] & 0xF0).to_bytes()]
        place = bucket.find(digest)
        while place % _ENTRY and place >= 0:
            place = bucket.find(digest, place + 1)
        if place >= 0:
            return int.from_bytes(bucket[place + _DIGEST : place + _ENTRY])
        bucket += digest + row.to_bytes(4)
        return row
