"""Whole runs of the program on 840,000 rows, in each format: time, CPU seconds, peak memory, and what is written.

    cargo build --release
    MADE=/tmp/made cargo bench
    python3 tests/bench/whole.py target/release/plimsoll /tmp/made

Several programs may be named before the folder; they take turns. `RUNS=9` makes it nine runs each.
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = [pathlib.Path(name).resolve() for name in sys.argv[1:-1]]
MADE = pathlib.Path(sys.argv[-1]).resolve()
RUNS = int(os.environ.get("RUNS", "5"))
PACK = ["rules/oxfordshire-2019", "--as-of", "2019-06-13", "--format", "text,md,html,docx,json,csv,xlsx,ods"]


def archive(book, formats):
    return [str(MADE / book), "--data", str(MADE / "values.csv"), "--as-of", "2023-05-01", "--format", formats]


JOBS = {"pack, all formats": PACK}
for book in ("book", "book-escalates"):
    for formats in ("json", "html,json"):
        JOBS[f"{book}, {formats}"] = archive(book, formats)
for formats in ("md", "docx", "csv", "xlsx", "ods"):
    JOBS[f"book, {formats}"] = archive("book", formats)


def once(program, arguments):
    """Elapsed seconds, CPU seconds, peak in MiB, and MiB written."""
    out = tempfile.mkdtemp()
    command = [str(program), "run", *arguments, "--out", out, "--quiet"]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - start
    process.returncode = 0
    written = sum(path.stat().st_size for path in pathlib.Path(out).rglob("*") if path.is_file())
    shutil.rmtree(out)
    return elapsed, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, written / 2**20


for name, arguments in JOBS.items():
    seen = {program: [] for program in PROGRAMS}
    for at in range(RUNS + 1):
        for program in PROGRAMS:
            one = once(program, arguments)
            # The first run warms the files.
            if at:
                seen[program].append(one)
    for program, runs in seen.items():
        elapsed, cpu, peak, written = (statistics.median(column) for column in zip(*runs))
        of = f"  {program}" if len(PROGRAMS) > 1 else ""
        print(f"{name:28}{elapsed:8.2f} s {cpu:8.2f} s CPU {peak:8.0f} MiB peak {written:8.1f} MiB written{of}", flush=True)
