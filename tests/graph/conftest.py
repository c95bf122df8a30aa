"""Workbooks for tests, made part by part where openpyxl would not write what is to be tested."""

import io
import zipfile
from collections.abc import Mapping

import pytest

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Sheets:
    """Makes workbooks with one sheet."""

    def parts(self, rows: str, **others: str) -> dict[str, str]:
        """Give the parts of a workbook with one sheet, `Data`, whose rows are given as XML."""
        return {
            "[Content_Types].xml": f"""{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{KINDS}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KINDS}.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{KINDS}.styles+xml"/></Types>""",
            "_rels/.rels": f"""{HEAD}<Relationships xmlns="{RELATIONS}">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
            "xl/workbook.xml": f"""{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>
<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>""",
            "xl/_rels/workbook.xml.rels": f"""{HEAD}<Relationships xmlns="{RELATIONS}">
<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>""",
            "xl/styles.xml": f"""{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="bbbb"/></numFmts>
<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>""",
            "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
            **others,
        }

    def packed(self, entries: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
        """Put parts into an archive."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", compression) as archive:
            for name, text in entries.items():
                archive.writestr(name, text)
        return stream.getvalue()

    def row(self, number: int, *cells: str) -> str:
        """Write a row; each cell is its XML, `{}` standing for its name."""
        named = (cell.replace("{}", f'r="{chr(65 + index)}{number}"') for index, cell in enumerate(cells))
        return f'<row r="{number}">{"".join(named)}</row>'

    def string(self, text: str) -> str:
        """Write a cell with a text."""
        return f'<c {{}} t="inlineStr"><is><t>{text}</t></is></c>'


@pytest.fixture
def sheets() -> Sheets:
    """A maker of workbooks."""
    return Sheets()
