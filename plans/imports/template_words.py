"""The template's own words as data: headings, labels and their variants, and digests of its prompts."""

from collections.abc import Mapping

from plans.edition import SectionKind

# The prompts of the template as handed out: words, and the start of the SHA-256 of the words in lower case. The value
# is the field the prompt asks for, where it asks for one.
HANDED_OUT: Mapping[tuple[int, str], str] = {
    (3, "85662a614926544da6b7"): "",
    (16, "fff5f5022ae7920ba711"): "additional",
    (13, "04f2c1d73e41226e5b2c"): "goal.statement",
    (11, "85f50a37e74d0b5d80ee"): "goal.evidence",
    (7, "d17e32fb786f5f6c76db"): "goal.impact",
    (9, "6c132041a2367b42ba12"): "goal.measures",
    (6, "5f1708462b67fb0363d6"): "goal.frequency",
    (3, "1a8d96552ecc2f3399aa"): "",
    (3, "c250f8c6d5c13ba12960"): "",
    (4, "289624373a1e9fae640d"): "",
    (1, "15eaa75240aed625be3e"): "",
    (22, "b646b8573f91a8c798d5"): "section.standards",
    (73, "db927aa264c6b23b730e"): "",
    (76, "f43ccb1afec53b2c4a01"): "",
    (72, "a07fa603f207fc69b27b"): "",
    (84, "32d475b5b7a43d110041"): "",
    (26, "9c84cb140c2cd54b2a1d"): "",
    (76, "ca71c1f8daf690f5c34d"): "",
    (101, "a966db028e0ff72d42cc"): "",
    (91, "40185bd05a206b78a512"): "",
}
STANDARD_NAMES = frozenset({
    "learning communities", "leadership", "resources", "data", "learning designs", "implementation", "outcomes",
    "culture of collaborative inquiry", "equity practices", "equity foundations", "equity drivers", "evidence",
    "curriculum assessment and instruction", "professional expertise",
})  # fmt: skip
ACTIVITY_HEADINGS: Mapping[str, str] = {
    "professional learning initial activity": "initial",
    "initial activity": "initial",
    "initial activities": "initial",
    "professional learning initial activities": "initial",
    "professional learning activity": "initial",
    "professional learning follow up": "follow_up",
    "follow up": "follow_up",
    "followup": "follow_up",
    "professional learning followup": "follow_up",
    "follow up activity": "follow_up",
    "follow up activities": "follow_up",
    "duration": "duration",
    "duration when": "duration",
    "timeline": "duration",
    "resources": "resources",
    "resources needed": "resources",
    "person responsible": "owner",
    "persons responsible": "owner",
    "responsible person": "owner",
    "owner": "owner",
    "lead": "owner",
    "audience": "audience",
    "participants": "audience",
}
GOAL_HEADINGS: Mapping[str, str] = {
    "goals": "goal",
    "goal": "goal",
    "rationale evidence": "rationale",
    "rationale": "rationale",
    "evidence": "rationale",
    "expected outcomes": "outcomes",
    "expected outcome": "outcomes",
    "outcomes": "outcomes",
}
OVERARCHING = ("overarching expected outcomes", "overarching expected outcome", "overarching outcome")
SECTIONS: Mapping[str, tuple[SectionKind, int]] = {
    "who we are": (SectionKind.NARRATIVE, 0),
    "district profile": (SectionKind.NARRATIVE, 0),
    "what we believe": (SectionKind.NARRATIVE, 1),
    "mission vision": (SectionKind.NARRATIVE, 1),
    "mission and vision": (SectionKind.NARRATIVE, 1),
    "what we want to accomplish": (SectionKind.GOALS, 0),
    "professional learning activities": (SectionKind.ACTIVITIES, 0),
    "standards for professional learning": (SectionKind.STANDARDS, 0),
}
LABEL_VARIANTS: Mapping[str, tuple[str, ...]] = {
    "per pupil expenditure": ("per pupil expenditures", "per pupil spending", "ppe"),
    "enrollment": ("student enrollment", "total enrollment", "enrolment"),
    "demographics": ("student demographics", "demographic"),
    "schools": ("number of schools",),
    "teaching units certification": (
        "teaching units",
        "certification",
        "teacher certification",
        "teaching units and certification",
    ),
    "any additional information": ("additional information", "other information"),
    "mission": ("mission statement", "our mission"),
    "vision": ("vision statement", "our vision"),
}


OWN_PARTS = frozenset({"any additional information"})
OWN_HEADINGS = frozenset({
    "goals", "rationale evidence", "expected outcomes", "professional learning initial activity",
    "professional learning follow up", "duration", "resources",
})  # fmt: skip
