"""Counts the tests in reports of Surefire, Failsafe and pytest; names those that failed.

Usage: python3 summary.py REPORT...    (XML files, or directories of TEST-*.xml)
"""

import sys
from pathlib import Path
from xml.etree import ElementTree


def files(report: Path) -> list[Path]:
    """The XML files of a report."""
    if report.is_dir():
        return sorted(report.glob("TEST-*.xml"))
    return [report] if report.is_file() else []


def main(reports: list[Path]) -> None:
    """Prints one line a report, the failures, and the sum as its last line."""
    passed = failed = skipped = 0
    for report in reports:
        cases = [case for file in files(report) for case in ElementTree.parse(file).iter("testcase")]
        bad = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
        left_out = [case for case in cases if case.find("skipped") is not None]
        print(f"{report.name}: {len(cases)} tests, {len(bad)} failed, {len(left_out)} skipped")
        for case in bad:
            print(f"  FAILED {case.get('classname')} {case.get('name')}")
        passed += len(cases) - len(bad) - len(left_out)
        failed += len(bad)
        skipped += len(left_out)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
