"""Makes small workbooks by hand, good and bad."""

import io
import zipfile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(sheet_data: str, *, extra: dict[str, str | bytes] | None = None, prolog: str = "") -> io.BytesIO:
    """Zip a workbook whose one sheet has these rows, as XML."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Table" sheetId="1" r:id="rId7"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
        '<Relationship Id="rId7" Type="sheet" Target="worksheets/first.xml"/></Relationships>',
        "xl/worksheets/first.xml": f'{prolog}<worksheet xmlns="{_MAIN}"><sheetData>'
        f"{sheet_data}</sheetData></worksheet>",
        **(extra or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    file.seek(0)
    return file
