"""Makes a virtual environment for the tests, unless it is there and current.

Usage: python3 environment.py DIRECTORY REQUIREMENTS...
"""

import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path


def fingerprint(requirements: list[Path]) -> str:
    """What the environment depends on: the interpreter and every requirements file."""
    digest = hashlib.sha256(f"{sys.executable} {sys.version}".encode())
    for path in requirements:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def make(directory: Path, requirements: list[Path]) -> None:
    """Makes the environment anew."""
    shutil.rmtree(directory, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(directory)], check=True)
    files = [argument for path in requirements for argument in ("-r", str(path))]
    pip = [str(directory / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, *files], check=True)


def main(directory: Path, requirements: list[Path]) -> None:
    """Makes the environment if it is missing, unfinished or not for these requirements."""
    stamp = directory / "requirements.sha256"
    current = fingerprint(requirements)
    if stamp.is_file() and stamp.read_text() == current:
        return
    print(f"Making the Python environment {directory}", flush=True)
    start = time.monotonic()
    make(directory, requirements)
    stamp.write_text(current)
    print(f"Made it in {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(argument) for argument in sys.argv[2:]])
