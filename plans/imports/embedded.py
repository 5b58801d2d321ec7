"""What our own Word files carry inside: the plan's content, and digests of the lines they printed."""

import re
from dataclasses import dataclass

from plans.document import PlanContent
from plans.imports.package import LARGEST_PART, Package, local
from plans.portable import content_from_json
from plans.printed import printed_digest
from plplanner.kit.json_reader import JsonRefused, parse_json

NAMESPACE = "{urn:plplanner:plan:1}plan"


@dataclass(frozen=True, kw_only=True)
class Embedded:
    """What one of our files carries inside: the content as it was, and digests of what the file printed."""

    content: PlanContent
    printed: frozenset[str]

    def prints(self, text: str) -> bool:
        """Whether the program printed this line itself."""
        return printed_digest(text) in self.printed


def embedded_in(package: Package) -> Embedded | None:
    """Return the content that one of our own files carries, if the file does."""
    for name in sorted(each for each in package.names if re.fullmatch(r"customXml/item\d+\.xml", each)):
        root = package.part(name)
        if root is None or root.tag != NAMESPACE or local(root) != "plan":
            continue
        try:
            content = content_from_json(parse_json(root.text or "", most=LARGEST_PART))
        except JsonRefused:
            return None
        return Embedded(content=content, printed=frozenset((root.get("printed") or "").split()))
    return None
