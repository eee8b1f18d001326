"""Word files and workbooks held against the published schemas of their formats by openxml-audit: OOXML for `.docx` and
`.xlsx`, OpenDocument for `.ods`.

python tests/outside/schemas.py target/debug/plimsoll
"""

import json
import os
import subprocess
import sys
import tempfile

BOOKS = {"oxfordshire-2019": "2019-06-13", "example-borough": "2024-06-13"}
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# A document may have one part of each of these kinds and needs none (ECMA-376 Part 1, 11.3.5 and 14.2.7).
OPTIONAL = ("/relationships/fontTable' is missing", "/relationships/theme' is missing")


def run(*words):
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


def audited(folder, version):
    """What the validator finds in each file of a folder."""
    audit = os.path.join(os.path.dirname(sys.executable), "openxml-audit")
    files = sorted(name for name in os.listdir(folder) if name.endswith((".docx", ".xlsx", ".ods")))
    found = {}
    for name in files:
        told = run(audit, "--output", "json", "--max-errors", "0", "--format", version, os.path.join(folder, name))
        faults = [one["description"] for one in json.loads(told.stdout)[0]["errors"] if one["severity"] == "error"]
        found[name] = [one for one in faults if not any(part in one for part in OPTIONAL)]
    return found


def main():
    plimsoll = os.path.abspath(sys.argv[1])
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        for book, day in BOOKS.items():
            for formats, version in (("docx,xlsx", "office2019"), ("ods", "odf1.3")):
                folder = os.path.join(scratch, book, version)
                made = run(plimsoll, "run", f"rules/{book}", "--as-of", day, "--format", formats, "--out", folder)
                if made.returncode != 0:
                    print(made.stderr, file=sys.stderr)
                    failed = True
                    continue
                found = audited(folder, version)
                faults = [f"{book}/{name}: {fault}" for name, all in found.items() for fault in all]
                print(f"{book}: {len(found)} files against {version}: {len(faults)} faults")
                for fault in faults:
                    print(f"FAULT {fault}", file=sys.stderr)
                failed = failed or bool(faults) or not found
    sys.exit(1 if failed else 0)


main()
