"""Builds Word files by hand, element by element, as Word, LibreOffice and Google Docs structure them."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BULLETS, NUMBERS = 1, 2

# Texts ---------------------------------------------------------------------------------------------------------------


def run(text: str) -> str:
    """A run; "\\n" is a soft break and "\\t" a tab."""
    pieces = []
    for line in text.split("\n"):
        parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t"))
        pieces.append("<w:tab/>".join(parts))
    return f"<w:r>{'<w:br/>'.join(pieces)}</w:r>"


def p(text: str = "", *, style: str = "", level: int | None = None, numbered: bool = False, inner: str = "") -> str:
    """A paragraph of a text, or of ready-made `inner` XML after it; with a `level` it is a list item."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        number = NUMBERS if numbered else BULLETS
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}{inner}</w:p>"


def paragraphs(value: str | Sequence[str]) -> str:
    """One paragraph a text; a text that is XML already stays as it is."""
    texts = [value] if isinstance(value, str) else value
    return "".join(text if text.startswith("<w:") else p(text) for text in texts) or p()


def tracked(name: str, text: str) -> str:
    """A run inside `ins`, `del`, `moveFrom` or `moveTo`."""
    inner = run(text)
    if name in {"del", "moveFrom"}:
        inner = inner.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:{name} w:id="1" w:author="Pat" w:date="2026-01-05T10:00:00Z">{inner}</w:{name}>'


def control(inner: str, *, tag: str = "", placeholder: bool = False) -> str:
    """A content control around paragraphs, runs, cells or rows."""
    properties = (f"<w:tag w:val={quoteattr(tag)}/>" if tag else "") + ("<w:showingPlcHdr/>" if placeholder else "")
    return f'<w:sdt><w:sdtPr><w:id w:val="77"/>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def text_box(inner: str) -> str:
    """A text box as Word writes it: once for itself, once more for older programs."""
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def link(text: str, key: str) -> str:
    """A link to an address in the relationships."""
    return f'<w:hyperlink r:id="{key}">{run(text)}</w:hyperlink>'


def field(instruction: str, result: str) -> str:
    """A field with its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


# Tables --------------------------------------------------------------------------------------------------------------


def cell(content: str | Sequence[str] = "", *, span: int = 1, merge: str = "") -> str:
    """A cell; `merge` is "restart" or "continue" of a vertical merge."""
    properties = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (
        f'<w:vMerge w:val="{merge}"/>' if merge else ""
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs(content)}</w:tc>"


def row(*cells: str | Sequence[str], properties: str = "") -> str:
    """A row of cells, each ready-made or a text."""
    made = [each if isinstance(each, str) and each.startswith(("<w:tc>", "<w:sdt>")) else cell(each) for each in cells]
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def table(*rows: str, columns: int = 1) -> str:
    """A table."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


# The template --------------------------------------------------------------------------------------------------------

PROFILE_LABELS = ("Schools", "Demographics", "Enrollment", "Teaching Units/Certification", "Per Pupil Expenditure")
LAST_PROFILE_LABEL = "Any additional information"
GOALS_HEADER = row(["Goals"], ["Rationale/Evidence"], ["Expected Outcomes"], properties="<w:tblHeader/>")
ACTIVITY_HEADER = row(
    "Professional Learning Initial Activity", "Professional Learning Follow-up", "Duration", "Resources"
)
ACTIVITY_PROMPTS = row("Who, What, How?", "Who, What, How?", "When?", "What is needed?")


def profile_table(answers: Mapping[str, str | Sequence[str]] | None = None) -> str:
    """The first table: the labels as bullets, each with its answer below."""
    content = p("District Profile:")
    for label in (*PROFILE_LABELS, LAST_PROFILE_LABEL):
        content += p(label, level=0)
        if answers and label in answers:
            content += paragraphs(answers[label])
    return table(row("Who We Are"), row(cell([content])))


def beliefs_table(mission: str | Sequence[str] = "", vision: str | Sequence[str] = "") -> str:
    """The second table."""
    content = p("Mission") + paragraphs(mission) + p("Vision") + paragraphs(vision)
    return table(row("What We Believe"), row(cell([content])), row(""))


def goal_rows(
    number: int,
    statement: str | Sequence[str] = "",
    rationale: str | Sequence[str] = "",
    overarching: str | Sequence[str] = "",
    years: Iterable[str | Sequence[str]] = ("", "", ""),
) -> str:
    """The rows of one goal, each text below its label or, for a year, behind it."""
    rows = row(
        cell([p(f"Goal {number}") + paragraphs(statement)]),
        cell(rationale),
        cell([p("Overarching Expected Outcome") + paragraphs(overarching)]),
    )
    for year, outcome in enumerate(years, 1):
        texts = [outcome] if isinstance(outcome, str) else list(outcome)
        rows += row("", "", cell([f"Year {year}: {texts[0] if texts else ''}", *texts[1:]]))
    return rows


def goals_table(*goals: str) -> str:
    """The third table."""
    return table(row(cell("What We Want to Accomplish", span=3)), GOALS_HEADER, *goals, columns=3)


def activity_table(title: str, *rows: Sequence[str | Sequence[str]], prompts: bool = True) -> str:
    """One activity table under its band, such as "GOAL 1"."""
    return table(
        row(cell(title, span=4)),
        ACTIVITY_HEADER,
        ACTIVITY_PROMPTS if prompts else "",
        *(row(*each) for each in rows),
        columns=4,
    )


# The file ------------------------------------------------------------------------------------------------------------

_NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/></w:lvl>' for level in range(9))
    + "</w:abstractNum>"
    for number, kind in ((BULLETS, "bullet"), (NUMBERS, "decimal"))
) + "".join(f'<w:num w:numId="{each}"><w:abstractNumId w:val="{each}"/></w:num>' for each in (BULLETS, NUMBERS))
_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>'
    f'<w:pPr><w:numPr><w:numId w:val="{BULLETS}"/></w:numPr></w:pPr></w:style>'
)


def docx(
    *body: str,
    parts: Mapping[str, str] | None = None,
    relations: Iterable[tuple[str, str, str]] = (),
    namespace: str = W,
) -> io.BytesIO:
    """A .docx of the body; `parts` are more roots by kind, such as `footnotes`; `relations` are outside addresses."""
    written = {
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {_NAMESPACES}>{_NUMBERING}</w:numbering>",
        "word/styles.xml": f"<w:styles {_NAMESPACES}>{_STYLES}</w:styles>",
    }
    kinds = {"numbering": "numbering", "styles": "styles"}
    for name, root in (parts or {}).items():
        written[f"word/{name}.xml"] = root.replace(">", f" {_NAMESPACES}>", 1)
        kinds[name] = name.rstrip("0123456789")
    relationships = "".join(
        f'<Relationship Id="rel-{name}" Type="{R}/{kind}" Target="{name}.xml"/>' for name, kind in kinds.items()
    ) + "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target={quoteattr(target)} TargetMode="External"/>'
        for key, kind, target in relations
    )
    written["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELATIONS}">{relationships}</Relationships>'
    written["_rels/.rels"] = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    written["[Content_Types].xml"] = (
        f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>'
    )
    return zipped({name: text.replace(W, namespace) for name, text in written.items()})


def zipped(members: Mapping[str, str | bytes]) -> io.BytesIO:
    """A zip of the members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    buffer.seek(0)
    return buffer


def unzipped(content: bytes) -> dict[str, bytes]:
    """The members of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
