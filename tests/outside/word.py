"""Word files read by python-docx and drawn by LibreOffice.

python tests/outside/word.py target/debug/plimsoll
"""

import os
import re
import subprocess
import sys
import tempfile

import docx
from docx.oxml.ns import qn

BOOKS = {
    "oxfordshire-2019": "2019-06-13",
    "cqc-action-plan-2019": "2019-06-13",
    "primary-care-networks-2019": "2019-06-13",
    "example-borough": "2024-06-13",
}
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
failures = []


def expect(holds, file, what):
    if not holds:
        failures.append(f"{file}: {what}")


def run(*words, **more):
    return subprocess.run(words, check=True, capture_output=True, text=True, **more)


def level_of(paragraph):
    found = re.fullmatch(r"Heading (\d)", paragraph.style.name)
    return int(found.group(1)) if found else None


def look_at(path, day):
    """What a screen reader and Word's own checker look for."""
    name = os.path.relpath(path, os.path.dirname(os.path.dirname(path)))
    paper = docx.Document(path)
    body = paper.element.body
    title = [p.text for p in paper.paragraphs if p.style.name == "Title"]
    expect(title == [paper.core_properties.title] and title[0], name, f"its titles are {title}")
    expect(paper.core_properties.language == "en-GB", name, "its language is not en-GB")
    expect(str(paper.core_properties.created)[:10] == day, name, "it was not made on the report day")
    lang = paper.styles.element.find(".//" + qn("w:lang"))
    expect(lang is not None and lang.get(qn("w:val")) == "en-GB", name, "its text is in no language")
    levels = [level for level in map(level_of, paper.paragraphs) if level]
    before = 0
    for level in levels:
        expect(level <= before + 1, name, f"a heading of level {level} follows one of level {before}")
        before = level
    for paragraph in paper.paragraphs:
        holds = paragraph.text.strip() or paragraph._p.find(".//" + qn("w:drawing")) is not None
        expect(holds, name, "a paragraph is empty")
    for at, table in enumerate(paper.tables, 1):
        first = table.rows[0]._tr
        expect(first.find(".//" + qn("w:tblHeader")) is not None, name, f"table {at} has no row of headings")
        expect(all(cell.text.strip() for cell in table.rows[0].cells), name, f"table {at} has a column without a heading")
        for wanted in ("w:tblCaption", "w:tblDescription"):
            said = table._tbl.tblPr.find(qn(wanted))
            expect(said is not None and said.get(qn("w:val")), name, f"table {at} has no {wanted}")
        expect(table._tbl.find(".//" + qn("w:gridSpan")) is None, name, f"table {at} has merged cells")
        expect(all(len(row.cells) == len(table.columns) for row in table.rows), name, f"table {at} has uneven rows")
    pictures = body.findall(".//" + qn("wp:docPr"))
    expect(all(p.get("descr") and p.get("title") for p in pictures), name, "a picture has no alternative text")
    links = [r for r in paper.part.rels.values() if r.is_external]
    expect(not links, name, "it points out of the file")
    return len(levels), len(paper.tables), len(pictures)


def pages(pdf):
    found = re.search(r"^Pages:\s+(\d+)", run("pdfinfo", pdf).stdout, re.M)
    return int(found.group(1)) if found else 0


def look_at_book(plimsoll, book, day, scratch):
    folder = os.path.join(scratch, book)
    run(plimsoll, "run", f"rules/{book}", "--as-of", day, "--format", "docx,md", "--out", folder, cwd=ROOT)
    papers = sorted(name for name in os.listdir(folder) if name.endswith(".docx"))
    counts = [look_at(os.path.join(folder, name), day) for name in papers]
    sums = [sum(column) for column in zip(*counts)]
    print(f"{book}: {len(papers)} papers; {sums[0]} headings, {sums[1]} tables, {sums[2]} pictures read again")
    profile = f"-env:UserInstallation=file://{scratch}/libreoffice"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder,
        *[os.path.join(folder, name) for name in papers])
    whole = 0
    for name in papers:
        stem = os.path.join(folder, name[: -len(".docx")])
        if not os.path.exists(stem + ".pdf"):
            failures.append(f"{book}/{name}: LibreOffice does not open it")
            continue
        number = pages(stem + ".pdf")
        expect(number > 0, f"{book}/{name}", "its PDF has no page")
        whole += number
        text = run("pdftotext", "-layout", stem + ".pdf", "-").stdout
        expect(f"Page 1 of {number}" in text, f"{book}/{name}", "its pages are not counted")
        # Every exception has a heading in the Markdown that begins with the id of its measure.
        with open(stem + ".md", encoding="utf-8") as markdown:
            headings = re.findall(r"^## (\S+)", markdown.read(), re.M)
        if name.startswith("exceptions-"):
            missing = [one for one in headings if one not in text]
            expect(not missing, f"{book}/{name}", f"its PDF does not tell of {missing}")
    print(f"{book}: LibreOffice draws them on {whole} pages, each exception among them")


def look_at_pages(plimsoll, scratch):
    """The rules for a board to approve, and a command that needs a file."""
    path = os.path.join(scratch, "rules.docx")
    shown = [plimsoll, "show", "rules/oxfordshire-2019", "--format", "docx"]
    run(*shown, "--out", path, cwd=ROOT)
    headings = [p.text for p in docx.Document(path).paragraphs if level_of(p)]
    expect(len(headings) > 3, "rules.docx", "it has no headings")
    bare = subprocess.run(shown, cwd=ROOT, capture_output=True, text=True)
    expect(bare.returncode == 2 and not bare.stdout and "--out" in bare.stderr, "show", "it does not ask for --out")
    print(f"show: {len(headings)} headings read again")


def main():
    plimsoll = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        for book, day in BOOKS.items():
            look_at_book(plimsoll, book, day, scratch)
        look_at_pages(plimsoll, scratch)
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


main()
