# SPDX-License-Identifier: Apache-2.0
"""Says which package provides a module that is missing."""

import re
import traceback

# Where the name to install differs from the name to import.
_PACKAGES = {
    "Bio": "biopython",
    "Crypto": "pycryptodome",
    "OpenSSL": "pyopenssl",
    "PIL": "pillow",
    "attr": "attrs",
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python-headless",
    "dateutil": "python-dateutil",
    "docx": "python-docx",
    "dotenv": "python-dotenv",
    "faiss": "faiss-cpu",
    "fitz": "pymupdf",
    "github": "pygithub",
    "git": "gitpython",
    "google.genai": "google-genai",
    "google.protobuf": "protobuf",
    "grpc": "grpcio",
    "jose": "python-jose",
    "jwt": "pyjwt",
    "kafka": "kafka-python",
    "magic": "python-magic",
    "mysql": "mysql-connector-python",
    "MySQLdb": "mysqlclient",
    "OpenGL": "pyopengl",
    "pptx": "python-pptx",
    "psycopg2": "psycopg2-binary",
    "serial": "pyserial",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "slugify": "python-slugify",
    "snowflake": "snowflake-connector-python",
    "telegram": "python-telegram-bot",
    "umap": "umap-learn",
    "usb": "pyusb",
    "websocket": "websocket-client",
    "wx": "wxpython",
    "yaml": "pyyaml",
    "zmq": "pyzmq",
}


def package_of(error: ModuleNotFoundError, said: str = "") -> str | None:
    """The package that most likely provides the module that an import did not find.

    The error has only as much of the module's name as was looked for; the whole name stands in the import statement, or
    in what was ``said`` about the import.
    """
    parts = _whole_name(error.name or "", said, error).split(".")
    if parts[0] == "haystack_integrations":
        place = 3 if parts[1:2] == ["components"] else 2
        return f"{_dashed(parts[place])}-haystack" if len(parts) > place else None
    if parts[:2] == ["google", "cloud"] and len(parts) > 2:
        return f"google-cloud-{_dashed(parts[2])}"
    for name in (".".join(parts[:2]), parts[0]):
        if name in _PACKAGES:
            return _PACKAGES[name]
    return _dashed(parts[0])


def _whole_name(name: str, said: str, error: ModuleNotFoundError) -> str:
    lines = [frame.line or "" for frame in reversed(traceback.extract_tb(error.__traceback__))]
    texts = [line for line in lines if "import" in line] + [said]
    found = (re.search(rf"\b{re.escape(name)}(?:\.\w+)*", text) for text in texts)
    return max((match[0] for match in found if match), key=len, default=name)


def _dashed(name: str) -> str:
    return name.replace("_", "-")
