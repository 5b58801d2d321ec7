"""The small parts of a Word file around its body: properties, relations, settings, footer, embedded data."""

import datetime
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from plplanner.kit.blocks import Document, Embedded
from plplanner.kit.text import clean_line, clean_text

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
OFFICE_RELATIONS = f"{_OFFICE}/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def small_parts(
    document: Document, *, created: datetime.datetime, embedded: Embedded | None, footer_run: str
) -> Iterator[tuple[str, str]]:
    """Yield the name and the XML of each part, the body, styles and numbering apart."""
    yield "[Content_Types].xml", _content_types(with_data=embedded is not None)
    yield (
        "_rels/.rels",
        _relations(
            ("rId1", f"{OFFICE_RELATIONS}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{OFFICE_RELATIONS}/extended-properties", "docProps/app.xml"),
        ),
    )
    yield "docProps/core.xml", _core_properties(document, created)
    yield (
        "docProps/app.xml",
        f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>PL Planner</Application></Properties>',
    )
    relations = [
        ("rIdStyles", f"{OFFICE_RELATIONS}/styles", "styles.xml"),
        ("rIdNumbering", f"{OFFICE_RELATIONS}/numbering", "numbering.xml"),
        ("rIdSettings", f"{OFFICE_RELATIONS}/settings", "settings.xml"),
        ("rIdFooter", f"{OFFICE_RELATIONS}/footer", "footer1.xml"),
    ]
    if embedded is not None:
        relations.append(("rIdData", f"{OFFICE_RELATIONS}/customXml", "../customXml/item1.xml"))
        yield from _data_parts(embedded)
    yield "word/_rels/document.xml.rels", _relations(*relations)
    yield "word/settings.xml", _settings(document)
    yield "word/footer1.xml", _footer(footer_run)


def _content_types(*, with_data: bool) -> str:
    overrides = {
        "/word/document.xml": CONTENT_TYPE + ".main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/numbering.xml": f"{_WORD}.numbering+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/footer1.xml": f"{_WORD}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    if with_data:
        overrides["/customXml/itemProps1.xml"] = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    rows = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in relations)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _core_properties(document: Document, created: datetime.datetime) -> str:
    moment = created.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean_line(document.title))}</dc:title>"
        f"<dc:creator>{escape(clean_line(document.author))}</dc:creator>"
        f"<dc:language>{escape(document.language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    )


def _settings(document: Document) -> str:
    return (
        f'<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="{document.language}"/></w:settings>'
    )


def _footer(words: str) -> str:
    return (
        f'<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{words}'
        '<w:r><w:tab/><w:t xml:space="preserve">Page </w:t></w:r>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        '<w:r><w:t xml:space="preserve"> of </w:t></w:r>'
        '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
    )


def _data_parts(embedded: Embedded) -> Iterator[tuple[str, str]]:
    name, namespace, printed = embedded.name, quoteattr(embedded.namespace), quoteattr(" ".join(embedded.printed))
    text = escape(clean_text(embedded.text))
    yield "customXml/item1.xml", f"<{name} xmlns={namespace} printed={printed}>{text}</{name}>"
    yield (
        "customXml/itemProps1.xml",
        (
            '<ds:datastoreItem ds:itemID="{6E1F6C52-1C0B-4B59-9E57-0D7C6A2A9B41}"'
            f' xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs><ds:schemaRef ds:uri={namespace}/>'
            "</ds:schemaRefs></ds:datastoreItem>"
        ),
    )
    yield (
        "customXml/_rels/item1.xml.rels",
        _relations(("rId1", f"{OFFICE_RELATIONS}/customXmlProps", "itemProps1.xml")),
    )
