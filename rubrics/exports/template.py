"""The small rubric that a template to fill in holds: its words say what belongs in their place."""

from rubrics.instrument import Descriptor, Instrument, Level, Outcome, Polarity, Strand

TEMPLATE = Instrument(
    slug="title-of-your-rubric-2026",
    rubric="title-of-your-rubric",
    title="Title of your rubric",
    role="Whose practice is rated",
    standard="The standard or topic",
    edition="2026",
    publisher="Who wrote the rubric",
    licence="Under which terms you may use it",
    attribution="The sentence that credits the publisher on each page and file.",
    may_be_shared=False,
    polarity=Polarity.HIGHEST,
    levels=tuple(
        Level(number=number, label=label)
        for number, label in enumerate(("Beginning", "Developing", "Proficient", "Exemplary"), 1)
    ),
    strands=(
        Strand(
            code="1",
            title="Title of the first strand",
            outcomes=(
                Outcome(
                    code="1.1",
                    title="Title of the first outcome",
                    descriptors=(
                        Descriptor(level=1, indicators=("One statement of the lowest level.",)),
                        Descriptor(level=2, indicators=("One statement of the second level.",)),
                        Descriptor(
                            level=3,
                            indicators=("First statement of the third level.", "Second statement of the third level."),
                        ),
                        Descriptor(
                            level=4,
                            indicators=("First statement of the fullest practice.", "Second statement of it."),
                            next_step="What to do next, if the rubric says it. Most rubrics leave this column empty.",
                        ),
                    ),
                ),
                Outcome(
                    code="1.2",
                    title="Title of the second outcome",
                    descriptors=(Descriptor(level=4, indicators=("Levels without a row are blank.",)),),
                ),
            ),
        ),
    ),
)
