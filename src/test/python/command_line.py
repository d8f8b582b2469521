"""Runs recorded command lines against a live server and says where they end or print otherwise than recorded.

usage: command_line.py CASES FIXTURES [COMMAND]

With COMMAND, a process of it for each case; without, the `hayhooks` of this interpreter, in this process, as it was
installed. Which server is meant is said by HAYHOOKS_PORT.
"""

import importlib.metadata
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# What moves or counts, and what the recorded command line adds to errors.
NOISE = re.compile(r"^\s*([⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]|Uploading \d|Completed in|Running pipeline \S+\.\.\.$|Aborted\.)")


class Installed:
    """The command line that is installed beside this interpreter."""

    def __init__(self) -> None:
        [script] = importlib.metadata.entry_points(group="console_scripts", name="hayhooks")
        self.main = script.load()

    def run(self, arguments: list[str]) -> tuple[int, str]:
        """The exit status, and what was written to both streams."""
        with tempfile.TemporaryFile() as output:
            kept = [(fd, os.dup(fd)) for fd in (1, 2)]
            try:
                for fd, _ in kept:
                    os.dup2(output.fileno(), fd)
                status = self._status(arguments)
                sys.stdout.flush()
                sys.stderr.flush()
            finally:
                for fd, copy in kept:
                    os.dup2(copy, fd)
                    os.close(copy)
            output.seek(0)
            return status, output.read().decode("utf-8", "replace")

    def _status(self, arguments: list[str]) -> int:
        sys.argv = ["hayhooks", *arguments]
        try:
            self.main()
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else int(end.code is not None)
        return 0


class Command:
    """A command line that is started anew for each case."""

    def __init__(self, path: str) -> None:
        self.path = path

    def run(self, arguments: list[str]) -> tuple[int, str]:
        """The exit status, and what was written to both streams, in order."""
        ended = subprocess.run(
            [self.path, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
        return ended.returncode, ended.stdout.decode("utf-8", "replace")


def essence(case: dict, output: str) -> list[str]:
    """The words of an output, whatever the lines they were broken into; a directory's files come in any order."""
    lines = [line for line in output.splitlines() if not NOISE.match(line)]
    words = " ".join(lines).split()
    return sorted(words) if "--dir" in case["args"] else words


def files() -> Path:
    """A directory with the files that cases upload."""
    directory = Path(tempfile.mkdtemp(prefix="command-line-"))
    (directory / "a.txt").write_text("alpha\n")
    (directory / "b.json").write_text('{"x":1}\n')
    (directory / ".hidden").write_text("not sent\n")
    return directory


def main(cases: str, fixtures: str, *command: str) -> None:
    """Prints a line for each case that differs, and how many there were."""
    runner = Command(command[0]) if command else Installed()
    places = {"fixtures": fixtures, "files": str(files())}
    recorded = json.loads(Path(cases).read_text())
    for case in recorded:
        arguments = [re.sub(r"\{(fixtures|files)\}", lambda m: places[m[1]], text) for text in case["args"]]
        status, output = runner.run(arguments)
        if status != case["exit_code"] or essence(case, output) != essence(case, case["output"]):
            name = " ".join(case["args"])
            print(f"{name}: exit status {status}, recorded {case['exit_code']}\n  {output.strip()!r}")
    print(f"{len(recorded)} cases")


if __name__ == "__main__":
    main(*sys.argv[1:])
