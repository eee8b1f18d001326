"""Template → filled in by openpyxl, and by LibreOffice as .ods → run: nothing is lost, and what is wrong is told by cell.

Argument 1 is the path of the plimsoll binary."""

import csv
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import openpyxl

PLIMSOLL = str(pathlib.Path(sys.argv[1]).resolve())
ROOT = pathlib.Path(__file__).resolve().parents[2]
DAY = datetime.datetime(2019, 5, 1)

BOOK = """
framework "Round trip" {
  year     2018/19, April to March
  due      quarterly
}

board HWB "Health & Wellbeing Board" { }
board CT  "Children's Trust"         { reports to HWB }
board HIB "Health Improvement Board" { reports to HWB }

rating RAG {
  green when on target
  amber when within 5% of target
  red   otherwise
}

theme start "A good start in life"

groups site "Hospital site" { JR "John Radcliffe"; HGH "Horton General" }

measure 1.1 "Looked after children" {
  theme start; owner CT; unit children; aim reduce
  target 750 or fewer; rating RAG
}

measure 1.2 "Dose 2 in time" {
  theme start; owner CT; unit % of children; aim increase
  target 95% or more; rating RAG
  amber when within 5 points
}

measure 1.3 "Spent on placements" {
  theme start; owner CT; unit £; aim monitor
}

measure 1.4 "The plan is agreed" {
  theme start; owner CT; unit yes or no; aim monitor
}

measure 1.5 "Admissions" {
  theme start; owner HIB; unit per 100,000 children; aim reduce
  target below 300; rating RAG
}

measure 1.6 "Seen in four hours" {
  theme start; owner HIB; unit % of patients; aim increase
  by site; rated on each site
  target 90% or more; rating RAG
  amber when within 5 points
}

measure 1.7 "Referrals" {
  theme start; owner HIB; unit referrals; aim monitor; due monthly
}

escalation exception "Exception report" {
  when     amber or worse
  to       owner
  respond  within 10 working days
  ask      cause    "What explains the result?"
  ask      action   "What is being done to improve performance?"
  ask      lead     "Who leads the action?"
  ask      recovery "When will the measure be back on target?"
}
"""

VALUES = """measure,period,value,site
1.1,Q3 2018/19,794,
1.2,Q3 2018/19,89.4%,
1.3,Q3 2018/19,"£500,000",
1.5,Q3 2018/19,410.5,
1.6,Q3 2018/19,92%,JR
1.6,Q3 2018/19,71%,HGH
1.7,Dec 2018,40,
"""

# What is written into the template, by measure, group and period: value as a spreadsheet holds it, numerator,
# denominator, mark, note; and what the run has to give.
FIGURES = {
    ("1.1", "", "Q4 2018/19"): ((742, None, None, "provisional", "two late returns"), "742"),
    ("1.2", "", "Q4 2018/19"): ((0.9496, 9496, 10000, None, None), "94.96"),
    ("1.3", "", "Q4 2018/19"): ((0.1 + 0.2 + 512_000, None, None, "estimated", None), "512000.3"),
    ("1.4", "", "Q4 2018/19"): (("yes", None, None, None, None), "yes"),
    ("1.5", "", "Q4 2018/19"): ((299.5, None, None, None, "coding – changed “twice”"), "299.5"),
    ("1.6", "JR", "Q4 2018/19"): ((0.5, 1, 2, None, None), "50"),
    ("1.6", "HGH", "Q4 2018/19"): ((None, None, None, "suppressed", None), None),
    ("1.7", "", "Jan 2019"): ((41, None, None, None, None), None),
    ("1.7", "", "Feb 2019"): ((None, None, None, "not yet available", None), None),
    ("1.7", "", "Mar 2019"): ((43, None, None, None, None), "43"),
}

ANSWERS = {
    "cause": "More children came into care; 12 in one family.",
    "action": "Weekly panel, from 1/2 to 3/4.",
    "lead": "A. Person, head of service",
    "recovery": datetime.datetime(2019, 9, 30),
}

QUESTIONS = dict((question, field) for field, question in re.findall(r'ask +(\w+) +"([^"]+)"', BOOK))


def asked(question):
    """The short name of a question, which the form puts in full."""
    return QUESTIONS[question]


failures = []


def check(held, what):
    print(("ok   " if held else "FAIL ") + what)
    if not held:
        failures.append(what)


def plimsoll(*arguments, allowed=(0,)):
    ran = subprocess.run([PLIMSOLL, *map(str, arguments)], capture_output=True, text=True)
    if ran.returncode not in allowed:
        print(ran.stdout, ran.stderr)
        check(False, f"plimsoll {' '.join(map(str, arguments))} ends with {allowed}, not {ran.returncode}")
    return ran


def soffice(folder, ending, *files):
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", ending,
         "--outdir", str(folder / ending), *map(str, files)],
        check=True, capture_output=True)
    return folder / ending


def columns(sheet):
    return {re.sub(r"[^a-z ]", "", str(cell.value).lower()).strip(): cell.column for cell in sheet[1]}


def rule_of(sheet, cell):
    for rule in sheet.data_validations.dataValidation:
        if cell.coordinate in rule.sqref:
            return rule
    return None


def takes(rule, value):
    """What Excel and LibreOffice do with a rule: words are no numbers, and a number has to be within."""
    if rule is None or rule.type is None:
        return True
    if rule.type == "list":
        return value in rule.formula1.strip('"').split(",")
    if not isinstance(value, (int, float)) or (rule.type == "whole" and value != int(value)):
        return False
    low = float(rule.formula1)
    high = float(rule.formula2) if rule.formula2 else None
    operator = rule.operator or "between"
    return {"between": lambda: low <= value <= high, "greaterThanOrEqual": lambda: value >= low,
            "lessThanOrEqual": lambda: value <= low}[operator]()


def look_at_rules(book):
    figures = book["Figures"]
    at = columns(figures)
    for row in range(2, figures.max_row + 1):
        measure = figures.cell(row, at["measure"]).value
        cell = figures.cell(row, at["value"])
        rule = rule_of(figures, cell)
        if measure in ("1.1", "1.2", "1.5", "1.6", "1.7"):
            check(rule and not takes(rule, "1O0"), f"{measure}: the cell for its value refuses 1O0")
            check(takes(rule, 0.5 if measure in ("1.2", "1.6") else 700), f"{measure}: and takes a figure")
        if measure in ("1.2", "1.6"):
            check(not takes(rule, 1.4), f"{measure}: the cell for its value refuses 140%")
        if measure == "1.1":
            check(not takes(rule, -1) and not takes(rule, 7.5), "1.1: a count is a whole number, and not below nought")
        check(rule.showErrorMessage and rule.error and rule.errorStyle in (None, "stop"), f"{measure}: says so")
        check(not cell.protection.locked, f"{measure}: its cell is open")
        check(figures.cell(row, at["title"]).protection.locked, f"{measure}: its title is locked")
    check(figures.protection.sheet and not figures.protection.password, "sheets are locked without a password")
    check(figures.freeze_panes is not None, "headings stay in view")
    mark = rule_of(figures, figures.cell(2, at["mark"]))
    check(mark.type == "list" and takes(mark, "suppressed"), "marks are chosen from a list")


def fill(path, into):
    """Fills in a template by script, as a partner's own system would."""
    book = openpyxl.load_workbook(path)
    wanted = set()
    if "Figures" in book.sheetnames:
        sheet = book["Figures"]
        at = columns(sheet)
        for row in range(2, sheet.max_row + 1):
            place = sheet.cell(row, at["hospital site"]).value if "hospital site" in at else None
            key = (sheet.cell(row, at["measure"]).value, place or "", sheet.cell(row, at["period"]).value)
            wanted.add(key)
            if key not in FIGURES:
                continue
            (value, above, below, mark, note), _ = FIGURES[key]
            sheet.cell(row, at["value"]).value = value
            if above is not None:
                sheet.cell(row, at["numerator"]).value = above
                sheet.cell(row, at["denominator"]).value = below
            sheet.cell(row, at["mark"]).value = mark
            sheet.cell(row, at["note"]).value = note
            sheet.cell(row, at["submitted on"]).value = DAY
    answered = 0
    if "Responses" in book.sheetnames:
        sheet = book["Responses"]
        at = columns(sheet)
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, at["answer"]).value = ANSWERS[asked(sheet.cell(row, at["question"]).value)]
            sheet.cell(row, at["submitted on"]).value = DAY
            answered += 1
    if "Revised figures" in book.sheetnames:
        sheet = book["Revised figures"]
        at = columns(sheet)
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, at["measure"]).value == "1.5":
                sheet.cell(row, at["revised value"]).value = 402.5
                sheet.cell(row, at["note"]).value = "a double count was taken out"
                sheet.cell(row, at["submitted on"]).value = DAY
    book.save(into)
    return wanted, answered


def judged(folder, out, *returns):
    plimsoll("run", folder / "book", "--data", folder / "book/data", *returns, "--period", "Q4 2018/19",
             "--as-of", "2019-05-30", "--format", "json", "--out", out)
    return json.loads((out / "results.json").read_text())


def without_places(value):
    if isinstance(value, dict):
        return {key: without_places(inner) for key, inner in value.items() if key not in ("source", "run")}
    if isinstance(value, list):
        return [without_places(inner) for inner in value]
    if not isinstance(value, str):
        return value
    value = re.sub(r'[^\s(]*/([\w-]+)\.(xlsx|ods), sheet "[^"]*", (cell|row) \w+', r"\1", value)
    return re.sub(r"[^\s(]*/([\w-]+)\.csv, line \d+", r"\1", value)


def round_trip(folder):
    book = folder / "book"
    (book / "data").mkdir(parents=True)
    (book / "rules.plim").write_text(BOOK)
    (book / "data/values.csv").write_text(VALUES)
    plimsoll("template", book, "--period", "Q4 2018/19", "--as-of", "2019-04-10", "--out", folder / "sent")
    names = sorted(path.name for path in (folder / "sent").iterdir())
    check(names == ["ct.xlsx", "hib.xlsx"], f"a workbook for each board: {names}")
    again = folder / "again"
    plimsoll("template", book, "--period", "Q4 2018/19", "--as-of", "2019-04-10", "--out", again)
    same = all((folder / "sent" / name).read_bytes() == (again / name).read_bytes() for name in names)
    check(same, "the same command gives the same bytes")
    returns = folder / "returns"
    returns.mkdir()
    wanted, answered = set(), 0
    for name in names:
        look_at_rules(openpyxl.load_workbook(folder / "sent" / name))
        asked, given = fill(folder / "sent" / name, returns / name)
        wanted |= asked
        answered += given
    check(wanted == set(FIGURES), f"each figure is asked for once: {sorted(wanted ^ set(FIGURES))}")
    check(answered == 16, f"each open question is asked: {answered}")
    run = judged(folder, folder / "out", *sorted(returns.iterdir()))
    look_at_results(run)
    ods = soffice(folder, "ods", *sorted(returns.iterdir()))
    other = judged(folder, folder / "out-ods", *sorted(ods.iterdir()))
    mine, theirs = without_places(run), without_places(other)
    for part in ("results", "cases", "prompts", "exceptions", "totals"):
        check(mine[part] == theirs[part], f"the same workbooks as .ods give the same {part}")
    return run


def look_at_results(run):
    results = {(one["measure"], one["group"] or ""): one for one in run["results"]}
    for (measure, group, period), ((_, _, _, mark, _), value) in FIGURES.items():
        if value is None:
            continue
        one = results[measure, group]
        check(one["value"] == value and one["period"] == period, f"{measure} {group}: {one['value']} is {value}")
        source = one["source"]
        check(source["sheet"] == "Figures" and re.fullmatch(r"[A-Z]+[0-9]+", source["cell"] or ""),
              f"{measure} {group}: read from {source}")
        if mark:
            check(mark in one["marks"], f"{measure}: {one['marks']} holds {mark}")
    check(results["1.6", "HGH"]["result"] == "withheld", "a figure marked as suppressed is withheld")
    said = [answer for prompt in run["prompts"] for answer in prompt["response"] or []]
    fields = {answer["field"] for answer in said}
    check(fields == set(ANSWERS), f"every question has its answer: {sorted(fields)}")
    check(any(answer["recovery"] == "2019-09-30" for answer in said), "a day in a cell is a day")
    check(any(answer["text"] == ANSWERS["action"] for answer in said), "words stay words, `1/2` among them")
    check(run["findings"] == [] or all(f["severity"] != "error" for f in run["findings"]), "no error is found")


def mistakes(folder):
    """Each slip is told with its sheet and cell."""
    book = openpyxl.load_workbook(folder / "sent/ct.xlsx")
    sheet, answers = book["Figures"], book["Responses"]
    at = columns(sheet)
    rows = {sheet.cell(row, at["measure"]).value: row for row in range(2, sheet.max_row + 1)}
    letter = openpyxl.utils.get_column_letter
    value = letter(at["value"])
    sheet.cell(rows["1.1"], at["value"]).value = "1O0"
    sheet.cell(rows["1.2"], at["value"]).value = 1.4
    sheet.cell(rows["1.3"], at["value"]).value = datetime.datetime(2019, 3, 12)
    sheet.cell(rows["1.4"], at["period"]).value = "Quarter 9"
    sheet.cell(rows["1.4"], at["value"]).value = "yes"
    last = answers.max_row + 1
    where = columns(answers)
    for heading, text in (("measure", "9.9"), ("escalation", "exception"), ("answer", "of nothing")):
        answers.cell(last, where[heading]).value = text
    bad = folder / "bad.xlsx"
    book.save(bad)
    plimsoll("run", folder / "book", "--data", folder / "book/data", bad, "--period", "Q4 2018/19", "--as-of",
             "2019-05-30", "--format", "json", "--out", folder / "out-bad", "--findings",
             f"sarif={folder / 'bad.sarif'}", allowed=(4,))
    found = json.loads((folder / "out-bad/results.json").read_text())["findings"]
    expected = [
        ("data::unreadable-value", "Figures", f"{value}{rows['1.1']}"),
        ("data::implausible-value", "Figures", f"{value}{rows['1.2']}"),
        ("data::unreadable-value", "Figures", f"{value}{rows['1.3']}"),
        ("data::unreadable-period", "Figures", f"{letter(at['period'])}{rows['1.4']}"),
        ("data::unknown-measure", "Responses", f"{letter(where['measure'])}{last}"),
    ]
    told = [(f["code"], f.get("sheet"), f.get("cell")) for f in found]
    for one in expected:
        check(one in told, f"{one[0]} is told at {one[1]} {one[2]}")
    sarif = json.loads((folder / "bad.sarif").read_text())
    words = [result["message"]["text"] for result in sarif["runs"][0]["results"]]
    check(any(f'sheet "Figures", cell {value}{rows["1.1"]}' in text for text in words), "SARIF says sheet and cell")
    why = plimsoll("why", "1.2", "Q4 2018/19", "--book", folder / "book", "--data", folder / "book/data",
                   *sorted((folder / "returns").iterdir()), "--as-of", "2019-05-30", allowed=(0,))
    check(f'ct.xlsx, sheet "Figures", cell {value}{rows["1.2"]}' in why.stdout, "why names sheet and cell")


def shipped(folder):
    """Every shipped book gives workbooks that read again without an error, filled in or not."""
    for book in sorted(path for path in (ROOT / "rules").iterdir() if path.is_dir()):
        sent = folder / "shipped" / book.name
        plimsoll("template", book, "--period", "Q1 2024/25" if "borough" in book.name else "Q1 2019/20",
                 "--as-of", "2024-07-10" if "borough" in book.name else "2019-07-10", "--out", sent, allowed=(0, 4))
        made = sorted(sent.iterdir()) if sent.exists() else []
        if not made:
            print(f"     {book.name} owes nothing")
            continue
        before = plimsoll("run", book, "--as-of", "2024-07-10", "--out", folder / "before", allowed=(0, 4)).returncode
        own = [path for path in sorted((book / "data").iterdir())
               if path.suffix == ".csv" and not path.name.startswith(("responses", "extensions", "events"))]
        after = plimsoll("run", book, "--data", *own, *made, "--as-of", "2024-07-10", "--out",
                         folder / "after", allowed=(0, 4)).returncode
        check(before == after, f"{book.name}: {len(made)} empty workbooks are read as they are")


def typed(text):
    """A cell as somebody types it: numbers and days are no words."""
    if re.fullmatch(r"-?[1-9][0-9]*(\.[0-9]+)?|0(\.[0-9]+)?", text):
        return float(text) if "." in text else int(text), None
    if re.fullmatch(r"[0-9.]+%", text):
        return round(float(text[:-1]) / 100, 10), "0.00%"
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return datetime.datetime.fromisoformat(text), "dd/mm/yyyy"
    return text, None


def as_workbook(path, into, types):
    book = openpyxl.Workbook()
    for row, cells in enumerate(csv.reader(path.open(newline="", encoding="utf-8-sig")), 1):
        for column, text in enumerate(cells, 1):
            # An id such as 1.10 is no number; a column of ids is formatted as text.
            value, shown = typed(text) if types and column > 1 else (text, None)
            cell = book.active.cell(row, column, value if text else None)
            if isinstance(value, str) and text:
                cell.data_type = "s"
            if shown:
                cell.number_format = shown
    book.save(into)


def of(one):
    value = one["value"] or ""
    # A typed number has no noughts at its end.
    value = value.rstrip("0").rstrip(".") if "." in value else value
    return one["measure"], one["group"], one["period"], value, one["level"], one["result"]


def same_as_csv(folder):
    """Every shipped book gives the same from workbooks as from its CSV files, but for the places."""
    for book in sorted(path for path in (ROOT / "rules").iterdir() if path.is_dir()):
        run = json.loads((book / "expected/results.json").read_text())["run"]
        own = [path for path in sorted((book / "data").glob("*.csv"))
               if not path.name.startswith(("responses", "extensions", "events"))]
        beside = [("--responses", "responses"), ("--events", "events")]

        def judge(data, out):
            options = []
            for option, name in beside:
                files = sorted((book / "data").glob(f"{name}*.csv"))
                files += sorted((book / "data").glob("extensions*.csv")) if name == "responses" else []
                options += [option, *files] if files else []
            plimsoll("run", book, "--data", *data, *options, "--period", run["period"], "--as-of", run["as_of"],
                     "--format", "json", "--out", out, allowed=(0, 4))
            return json.loads((out / "results.json").read_text())

        plain = judge(own, folder / "csv" / book.name)
        for types in (False, True):
            into = folder / f"sheets-{types}" / book.name
            into.mkdir(parents=True)
            for path in own:
                as_workbook(path, into / f"{path.stem}.xlsx", types)
            sheets = judge(sorted(into.iterdir()), folder / f"out-{types}" / book.name)
            if types:
                same = [of(one) == of(two) for one, two in zip(sheets["results"], plain["results"])]
                odd = [of(one) + of(two) for one, two in zip(sheets["results"], plain["results"])
                       if of(one) != of(two)]
                check(all(same) and same, f"{book.name}: typed cells give the same {len(same)} results {odd}")
                continue
            for part in ("results", "cases", "prompts", "exceptions", "totals", "ladders"):
                mine, theirs = (without_places(one.get(part)) for one in (sheets, plain))
                check(mine == theirs, f"{book.name}: the same {part} from workbooks as from CSV files")


with tempfile.TemporaryDirectory() as temporary:
    here = pathlib.Path(temporary)
    round_trip(here)
    mistakes(here)
    shipped(here)
    same_as_csv(here)
if failures:
    print(f"\n{len(failures)} did not hold:", *failures, sep="\n  ")
    sys.exit(1)
