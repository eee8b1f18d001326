"""Workbooks and CSV files, re-read by the programs of others: openpyxl, odfpy and LibreOffice, and where they are
installed the validators `frictionless` (Table Schema), `csvw` (W3C) and `jsonschema`.

    python tests/outside/sheets.py target/debug/plimsoll

Prints one line for each thing it checked. Exits 1 and says what and where on a failure.
"""

import csv
import datetime
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile

import openpyxl
from odf import opendocument, table, teletype
from odf.namespaces import OFFICENS, TABLENS

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLIMSOLL = pathlib.Path(sys.argv[1]).resolve()
BOOKS = {
    "cqc-action-plan-2019": "2019-06-13",
    "example-borough": "2024-06-13",
    "oxfordshire-2019": "2019-06-13",
    "primary-care-networks-2019": "2019-06-13",
}
HOSTILE = {
    "book.plim": """framework "=1+1" { year April to March; due quarterly }
board HIB "@SUM(1)"
rating RAG { green when on target; red otherwise }
escalation exception "Exception" { when red; to owner; respond within 10 working days; ask cause "+cmd: why?" }
measure 1 "=cmd|' /C calc'!A0" { owner HIB; unit children; aim reduce; target 20 or fewer; rating RAG; note "-2+3"; plausible between -10 and 100 }
measure 2 "<script>alert(1)</script>" { owner HIB; unit % of children; aim increase; target 95% or more; rating RAG }
""",
    "data/values.csv": "measure,period,value\n1,Q4 2018/19,30\n2,Q4 2018/19,94.96\n1,Q3 2018/19,-5\n",
    "data/responses.csv": "measure,escalation,period,field,text,lead,submitted\n"
    "1,exception,Q4 2018/19,cause,\"=cmd|' /C calc'!A0\",@lead,2019-06-12\n",
}
TABLES = "notes results history exceptions cases questions answers changes totals findings".split()

failures = []
counted = 0


def hold(true, what):
    if not true:
        failures.append(what)
        print(f"FAILED  {what}", file=sys.stderr)


def say(what):
    """Only what held is said to have."""
    global counted
    if len(failures) == counted:
        print(f"ok  {what}")
    counted = len(failures)


def run(book, day, out):
    formats = ["--format", "json,csv,xlsx,ods"]
    done = subprocess.run([PLIMSOLL, "run", book, "--as-of", day, "--out", out, *formats], capture_output=True, text=True)
    hold(done.returncode == 0, f"{book}: run ended with {done.returncode}: {done.stderr}")


def xlsx_cells(path):
    """Each sheet of an Excel workbook as rows of values."""
    workbook = openpyxl.load_workbook(path)
    sheets = {}
    for sheet in workbook:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        sheets[sheet.title] = [[day(value) for value in row] for row in rows]
    return workbook, sheets


def day(value):
    return value.date().isoformat() if isinstance(value, datetime.datetime) else value


def ods_cells(path):
    """Each sheet of an OpenDocument workbook as rows of values."""
    sheets = {}
    for sheet in opendocument.load(path).getElementsByType(table.Table):
        rows = []
        for row in sheet.getElementsByType(table.TableRow):
            cells = []
            for cell in row.getElementsByType(table.TableCell):
                hold(cell.getAttrNS(TABLENS, "formula") is None, f"{path}: a formula")
                hold(cell.getAttrNS(TABLENS, "number-columns-spanned") is None, f"{path}: a merged cell")
                kind = cell.getAttrNS(OFFICENS, "value-type")
                if kind == "float":
                    cells.append(float(cell.getAttrNS(OFFICENS, "value")))
                elif kind == "date":
                    cells.append(cell.getAttrNS(OFFICENS, "date-value"))
                else:
                    cells.append("\n".join(teletype.extractText(p) for p in cell.childNodes))
            rows.append(cells)
        sheets[sheet.getAttrNS(TABLENS, "name")] = rows
    return sheets


def filled(row):
    """A row without the empty cells after its last."""
    row = list(row)
    while row and row[-1] is None:
        row.pop()
    return row


def check_layout(name, workbook, sheets):
    """The rules of the Analysis Function for a published spreadsheet."""
    hold(workbook.sheetnames[:3] == ["Cover", "Contents", "Notes"], f"{name}: sheets begin {workbook.sheetnames[:3]}")
    hold(bool(workbook.properties.title), f"{name}: the workbook has no title")
    for sheet in workbook:
        where = f"{name}, {sheet.title}"
        hold(len(sheet.title) <= 31, f"{where}: the name is too long")
        hold(not sheet.merged_cells.ranges, f"{where}: merged cells {sheet.merged_cells.ranges}")
        hold(bool(sheet["A1"].value), f"{where}: nothing in A1")
        hold(sheet.sheet_state == "visible", f"{where}: it is hidden")
        formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        hold(not formulas, f"{where}: formulas in {formulas}")
        if sheet.title in ("Cover", "What was run"):
            continue
        hold(len(sheet.tables) == 1, f"{where}: {len(sheet.tables)} tables")
        for marked in sheet.tables.values():
            first, last = marked.ref.split(":")
            header = sheet[first].row
            hold(marked.headerRowCount == 1, f"{where}: {marked.headerRowCount} rows of headings")
            hold(sheet[last].row == sheet.max_row, f"{where}: the table ends before the sheet does")
            hold(sheet.freeze_panes is None and not sheet.auto_filter.ref, f"{where}: frozen or filtered")
            for row in sheet[marked.ref]:
                empty = [cell.coordinate for cell in row if cell.value in (None, "")]
                hold(not empty, f"{where}: empty cells {empty}")
            headings = [cell.value for cell in sheet[header][: sheet[last].column]]
            hold(len(set(headings)) == len(headings), f"{where}: two columns of one name")
            above = [filled(row) for row in sheets[sheet.title][: header - 1]]
            hold(all(len(row) == 1 for row in above), f"{where}: more than one cell above the table")


def table_of(rows, first):
    """The rows of a table by their headings; the headings begin with `first`."""
    start = next(at for at, row in enumerate(rows) if row and row[0] == first and len(filled(row)) > 1)
    return [dict(zip(rows[start], row)) for row in rows[start + 1 :]]


def check_numbers(name, sheets, results):
    """Every figure is the one in results.json, as a number."""
    rows = table_of(sheets["Results"], "Result")
    hold(len(rows) == len(results), f"{name}: {len(rows)} results for {len(results)}")
    for row, told in zip(rows, results):
        figures = {"Value": told["value"], "Gap": told["gap"]}
        target = told["target"] or {}
        figures["Target figure"] = target.get("figure") or target.get("low")
        figures["Upper target"] = target.get("high")
        for heading, figure in figures.items():
            try:
                figure = float(figure)
            except (TypeError, ValueError):
                hold(row[heading] in ("[x]", "[c]", "[z]"), f"{name}, {row['Result']}: {heading} is {row[heading]}")
            else:
                hold(row[heading] == figure, f"{name}, {row['Result']}: {heading} {row[heading]} is not {figure}")
        hold(row["Kind of result"] == told["result"], f"{name}, {row['Result']}: {row['Kind of result']}")
        hold(row["Kind of result"] != "withheld" or row["Value"] == "[c]", f"{name}, {row['Result']}: not [c]")


def shown(number, places):
    return f"{number:,.{places}f}"


def check_shown(name, workbook):
    """A cell never shows a figure otherwise than the papers print it: 94.96% is no 95.0."""
    sheet = workbook["Results"]
    marked = next(iter(sheet.tables.values()))
    header, *rows = sheet[marked.ref]
    at = {cell.value: cell.column - 1 for cell in header}
    seen = 0
    for row in rows:
        value, printed = row[at["Value"]], row[at["Value as printed"]].value
        if isinstance(value.value, (int, float)) and " min" not in printed and " h" not in printed:
            format_ = value.number_format
            places = len(format_.split(".")[1]) if "." in format_ else 0
            hold(shown(value.value, places).lstrip("-") in printed, f"{name}: {value.value} as {format_} for {printed}")
            seen += 1
    return seen


def same(name, one, other):
    hold(list(one) == list(other), f"{name}: sheets {list(one)} and {list(other)}")
    for sheet, rows in one.items():
        left = [[float(c) if isinstance(c, int) else c for c in filled(row)] for row in rows]
        right = [filled(row) for row in other.get(sheet, [])]
        left = [[c.replace("\r\n", "\n") if isinstance(c, str) else c for c in row] for row in left]
        hold(left == right, f"{name}, {sheet}: the two formats differ: " + str([p for p in zip(left, right) if p[0] != p[1]][:1]))


def office(home, source, target):
    """Converts by LibreOffice; the new file."""
    out = home / f"office-{target.split(':')[0]}"
    out.mkdir(exist_ok=True)
    command = ["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", target]
    done = subprocess.run([*command, "--outdir", out, source], capture_output=True, text=True, timeout=180)
    made = out / f"{source.stem}.{target.split(':')[0]}"
    hold(made.exists(), f"LibreOffice made no {made.name}: {done.stdout}{done.stderr}")
    return made


def alike(one, other):
    """LibreOffice writes 15 digits of a number, which is all that a spreadsheet promises to keep."""
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) <= 1e-14 * abs(other)
    return one == other


def check_office(name, home, folder, sheets):
    for source in ("results.xlsx", "results.ods"):
        made = office(home, folder / source, "pdf")
        hold(made.stat().st_size > 5000, f"{name}: the PDF of {source} is empty")
        made.unlink()
    converted = office(home, folder / "results.ods", "xlsx")
    _, again = xlsx_cells(converted)
    for sheet, rows in sheets.items():
        kept = [filled(row) for row in again[sheet]]
        differ = [pair for pair in zip(kept, map(filled, rows)) if len(pair[0]) != len(pair[1]) or not all(map(alike, *pair))]
        hold(len(kept) == len(rows) and not differ, f"{name}, {sheet}: LibreOffice reads the .ods otherwise: {differ[:1]}")
    converted.unlink()
    # Comma, quotation mark, UTF-8, from row 1, no formulas, every sheet a file.
    out = home / "office-csv"
    office_csv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
    out.mkdir(exist_ok=True)
    command = ["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", office_csv]
    subprocess.run([*command, "--outdir", out, folder / "results.xlsx"], capture_output=True, timeout=180)
    made = out / "results-Results.csv"
    hold(made.exists(), f"{name}: LibreOffice wrote no CSV of the results")
    if made.exists():
        with made.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.reader(file)]
        told = table_of(rows, "Result")
        for row, kept in zip(told, table_of(sheets["Results"], "Result")):
            value = kept["Value"]
            text = row["Value"].replace(",", "")
            same_value = text == value if isinstance(value, str) else abs(float(text) - value) < 0.01 + abs(value) * 1e-9
            hold(same_value, f"{name}, {row['Result']}: LibreOffice shows {row['Value']} for {value}")
        hold(len(told) == len(table_of(sheets["Results"], "Result")), f"{name}: LibreOffice lost a row")


def check_csv(name, folder):
    for file in TABLES:
        with (folder / f"{file}.csv").open(encoding="utf-8", newline="") as opened:
            for row in csv.reader(opened):
                for cell in row:
                    try:
                        float(cell)
                    except ValueError:
                        hold(not cell.lstrip().startswith(("=", "+", "-", "@")), f"{name}, {file}.csv: {cell!r}")
    checked = ["CSV cells are inert"]
    if importlib.util.find_spec("frictionless"):
        from frictionless import Package

        report = Package(str(folder / "datapackage.json")).validate()
        hold(report.valid, f"{name}: datapackage.json: {report.flatten(['title', 'message'])[:3]}")
        checked.append("Table Schema holds (frictionless)")
    if importlib.util.find_spec("csvw"):
        import warnings

        from csvw import CSVW

        with warnings.catch_warnings(record=True) as told:
            read = CSVW(str(folder / "results.csv-metadata.json"), validate=True)
            valid = read.is_valid
        hold(valid and not told, f"{name}: CSVW: {[str(w.message) for w in list(told) + list(read.warnings)][:3]}")
        checked.append("CSVW holds (csvw)")
    if importlib.util.find_spec("jsonschema"):
        import jsonschema

        schema = json.loads((ROOT / "docs/schemas/results.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        faults = jsonschema.Draft202012Validator(schema).iter_errors(json.loads((folder / "results.json").read_text()))
        hold(not list(faults), f"{name}: results.json is not what its schema says")
        checked.append("JSON Schema holds (jsonschema)")
    return checked


def check(name, book, day_, home):
    folder = home / name
    run(book, day_, folder)
    results = json.loads((folder / "results.json").read_text())["results"]
    workbook, sheets = xlsx_cells(folder / "results.xlsx")
    check_layout(name, workbook, sheets)
    check_numbers(name, sheets, results)
    seen = check_shown(name, workbook)
    say(f"{name}: {len(sheets)} sheets laid out, {len(results)} results as in results.json, {seen} shown as printed")
    same(name, sheets, ods_cells(folder / "results.ods"))
    say(f"{name}: odfpy reads the same from the .ods as openpyxl from the .xlsx")
    check_office(name, home, folder, sheets)
    say(f"{name}: LibreOffice makes PDF, CSV and .xlsx of both, with the same figures")
    say(f"{name}: {'; '.join(check_csv(name, folder))}")
    return sheets


def main():
    with tempfile.TemporaryDirectory() as home:
        home = pathlib.Path(home)
        for name, day_ in BOOKS.items():
            check(name, ROOT / "rules" / name, day_, home)
        hostile = home / "hostile-book"
        for name, text in HOSTILE.items():
            (hostile / name).parent.mkdir(parents=True, exist_ok=True)
            (hostile / name).write_text(text, encoding="utf-8")
        sheets = check("hostile", hostile, "2019-06-13", home)
        cells = [cell for rows in sheets.values() for row in rows for cell in row]
        for text in ("=cmd|' /C calc'!A0", "@SUM(1)", "<script>alert(1)</script>", "@lead", "-2+3"):
            hold(text in cells, f"hostile: `{text}` is lost")
        hold(-5 in cells and 94.96 in cells, "hostile: a number is no number")
        say("hostile: formulas, commands and markup stay text; negative numbers stay numbers")
    sys.exit(1 if failures else 0)


main()
