"""The line that tells of long work: on a terminal it comes and is cleared away; elsewhere not a byte of it is written."""

import os
import pty
import select
import subprocess
import sys
import tempfile
import time

BOOK = """framework "Large" { year April to March; due monthly }
board HIB "Health Improvement Board"
groups area "Area" from data
rating met { green when on target; red otherwise }
measure 1 "People" { owner HIB; unit people; aim reduce; by area; target 60 or fewer; rating met on the worst area }
"""


def large(folder, areas):
    os.makedirs(os.path.join(folder, "data"))
    with open(os.path.join(folder, "book.plim"), "w") as book:
        book.write(BOOK)
    with open(os.path.join(folder, "data", "values.csv"), "w") as values:
        values.write("measure,period,area,value\n")
        for month in ("Apr", "May", "Jun", "Jul", "Aug", "Sep"):
            for area in range(areas):
                values.write(f"1,{month} 2019,A{area},{area % 97}\n")


def on_a_terminal(command, term):
    """What is written to standard error where that is a terminal, and how long it took."""
    ours, theirs = pty.openpty()
    began = time.time()
    environment = {**os.environ, "TERM": term}
    ran = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, env=environment)
    os.close(theirs)
    seen = b""
    while True:
        ready, _, _ = select.select([ours], [], [], 0.2)
        if ready:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        elif ran.poll() is not None:
            break
    ran.wait()
    os.close(ours)
    return seen.decode("utf-8", "replace"), time.time() - began


def main():
    program = os.path.abspath(sys.argv[1])
    wrong = []

    def check(what, holds, seen):
        print(("ok   " if holds else "WRONG ") + what)
        if not holds:
            wrong.append(f"{what}: {seen[-400:]!r}")

    words = ("reading the figures", "judging", "writing the reports")
    told = lambda seen: any(word in seen for word in words)
    with tempfile.TemporaryDirectory() as folder:
        areas, took = 20_000, 0.0
        while True:
            book = os.path.join(folder, f"book-{areas}")
            large(book, areas)
            out = os.path.join(folder, "out")
            command = [program, "run", book, "--as-of", "2019-11-30", "--out", out, "--format", "json"]
            seen, took = on_a_terminal(command, "xterm")
            # Work of less than a second says nothing: on a quick machine there has to be more of it.
            if took > 2.5 or areas > 1_000_000:
                break
            areas *= 3
        check(f"a line is shown on a terminal ({took:.1f} s)", told(seen), seen)
        at = max(seen.rfind(word) for word in words)
        after = seen[at:]
        check("the line is cleared away when the work is done", "\x1b[2K" in after or "\r\x1b[K" in after, seen)
        quiet, _ = on_a_terminal(command + ["--quiet"], "xterm")
        check("with --quiet there is none", not told(quiet) and "\x1b[2K" not in quiet, quiet)
        dumb, _ = on_a_terminal(command, "dumb")
        check("with TERM=dumb there is none", not told(dumb) and "\x1b" not in dumb, dumb)
        piped = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        said = piped.stdout + piped.stderr
        check("off a terminal there is none", not told(said) and "\x1b" not in said, said)
    for one in wrong:
        print(one, file=sys.stderr)
    return 1 if wrong else 0


sys.exit(main())
