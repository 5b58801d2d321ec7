"""Nothing is lost in silence: a word put anywhere into a document comes out exactly once."""

import itertools
from collections.abc import Callable, Iterator

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.plans import word
from tests.plans.reading import canaries, read

MOST_EXAMPLES = 60


def test_docx_keeps_a_word_in_every_place_exactly_once() -> None:
    number = itertools.count(1)

    def canary() -> str:
        return f"canary{next(number)}"

    box = word.p(canary(), inner=word.text_box(word.p(canary()) + word.table(word.row(canary(), canary()), columns=2)))
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    inner = word.table(word.row(word.cell([canary(), word.table(word.row(canary()))]), canary()), columns=2)
    inline = (
        word.tracked("ins", f" {canary()}")
        + word.control(word.run(f" {canary()} "))
        + word.link(canary(), "rId9")
        + word.field("REF x", f" {canary()} ")
        + f"<w:smartTag>{word.run(canary())}</w:smartTag>"
        + f'<w:fldSimple w:instr="REF">{word.run(" " + canary())}</w:fldSimple>'
    )
    again = inner.replace("canary", "canary9")
    body = (
        word.p(canary(), style="Heading1"),
        word.table(word.row(canary(), canary()), columns=2),
        word.p(f"Professional Learning Plan {canary()}"),
        word.profile_table({"Schools": [canary(), inner, canary()], "Enrollment": word.p(f"{canary()}\n{canary()}")}),
        word.p(canary()),
        word.table(word.row(f"Who We Are {canary()}"), word.row([f"Number of schools: {canary()}", canary()])),
        word.beliefs_table([box, word.p(canary(), inner=note), f"• {canary()}"], word.p(canary(), inner=inline)),
        word.p(canary()),
        word.table(
            word.row(word.cell(f"What We Want to Accomplish {canary()}", span=3)),
            word.row(["Goals", canary()], ["Rationale/Evidence", canary()], ["Expected Outcomes", canary()]),
            word.row(word.cell(canary(), span=3)),
            word.goal_rows(1, [canary(), canary()], [canary(), "https://canary777.example"], canary(), (canary(),)),
            word.row(canary(), canary(), [canary(), f"Year 9: {canary()}", canary()]),
            word.row([canary()], canary(), ["Overarching Expected Outcome", canary(), f"Year 1 ({canary()}): x"]),
            word.row(word.cell(canary(), span=2), canary()),
            columns=3,
        ),
        word.p(canary()),
        word.p(f"Goal 1 {canary()}"),
        word.activity_table(f"GOAL 1 {canary()}", [canary(), [canary(), again], "", canary()]),
        word.p(canary()),
        word.table(word.row(canary(), "", canary(), ""), columns=4),
        word.table(
            word.row(word.cell([f"GOAL 7 {canary()}", canary()], span=4)),
            word.ACTIVITY_HEADER,
            word.row(f"Who, What, How? {canary()}", "", "", ""),
            word.row(word.cell(canary(), span=4)),
            word.row(word.cell(canary(), span=2), word.cell(canary(), span=2)),
            word.row(canary(), canary(), canary(), canary(), canary()),
            columns=4,
        ),
        word.p(f"Add tables as needed {canary()}"),
        word.table(word.row("Standards for Professional Learning"), word.row("Leadership", canary()), columns=2),
        word.p(canary()),
    )
    parts = {
        "header1": f"<w:hdr>{word.p(canary())}</w:hdr>",
        "footer1": f"<w:ftr>{word.p(canary())}</w:ftr>",
        "footnotes": f'<w:footnotes><w:footnote w:id="2">{word.p(canary())}</w:footnote>'
        f'<w:footnote w:id="3">{word.p(canary())}</w:footnote></w:footnotes>',
        "endnotes": f'<w:endnotes><w:endnote w:id="2">{word.p(canary())}</w:endnote></w:endnotes>',
    }

    plan = read(*body, parts=parts, relations=[("rId9", "hyperlink", "https://a.example")])

    found = canaries(plan)
    names = [f"canary{each}" for each in range(1, next(number))]
    assert {name: found[name] for name in names} == dict.fromkeys(names, 1)
    assert found["canary777"] == 1


SPOTS = (
    *("before", "profile", "label", "mission", "goal", "rationale", "outcome", "year"),
    *("between", "between-2", "activity", "after"),
)
WRAPPINGS: dict[str, Callable[[str], str]] = {
    "plain": word.p,
    "inserted": lambda text: word.p(inner=word.tracked("ins", text)),
    "control": lambda text: word.control(word.p(text), tag="somebody.else"),
    "control in a line": lambda text: word.p(inner=word.control(word.run(text))),
    "text box": lambda text: word.p(inner=word.text_box(word.p(text))),
    "inner table": lambda text: word.table(word.row(text, ""), columns=2) + word.p(),
    "row in a control": lambda text: word.table(word.control(word.row(text))) + word.p(),
    "list": lambda text: word.p(text, level=2, numbered=True),
    "soft break": lambda text: word.p(f"before\n{text}"),
}


def _bodies(spots: dict[str, list[str]], *, with_tables: bool) -> Iterator[str]:
    def at(spot: str) -> str:
        return "".join(spots.get(spot, []))

    yield at("before")
    if with_tables:
        yield word.profile_table({"Schools": [at("profile") or word.p()]})
        yield word.table(word.row("What We Believe"), word.row([word.p("Mission") + at("mission"), "Vision"]))
    else:
        yield word.p("Who We Are") + word.p("Schools") + at("profile")
        yield word.p("What We Believe") + word.p("Mission") + at("mission")
    yield at("between")
    outcome = [word.p("Overarching Expected Outcome") + at("outcome")]
    rows = word.row([word.p("Goal 1") + at("goal")], [at("rationale") or word.p()], outcome)
    yield word.goals_table(rows, word.row("", [at("label") or word.p()], [word.p("Year 1:") + at("year")]))
    yield at("between-2")
    yield word.activity_table("GOAL 1", [[at("activity") or word.p()], "x", "y", "z"])
    yield at("after")


@hypothesis_settings(max_examples=MOST_EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.sampled_from(SPOTS), st.sampled_from(sorted(WRAPPINGS))), min_size=1, max_size=8),
    st.booleans(),
)
def test_docx_keeps_words_in_any_structure(placed: list[tuple[str, str]], with_tables: bool) -> None:
    spots: dict[str, list[str]] = {}
    for number, (spot, wrapping) in enumerate(placed):
        spots.setdefault(spot, []).append(WRAPPINGS[wrapping](f"canary{number}"))

    plan = read(*_bodies(spots, with_tables=with_tables))

    assert canaries(plan) == {f"canary{number}": 1 for number in range(len(placed))}
