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


def package_of(error: ModuleNotFoundError) -> str:
    """The package that most likely provides the module that an import did not find."""
    module = _imported(error)
    parts = module.split(".")
    if parts[0] == "haystack_integrations" and len(parts) > 2:
        return f"{parts[-1].replace('_', '-')}-haystack"
    if module.startswith("google.cloud."):
        return f"google-cloud-{parts[2].replace('_', '-')}"
    for name in (".".join(parts[:2]), parts[0]):
        if name in _PACKAGES:
            return _PACKAGES[name]
    return parts[0].replace("_", "-")


def _imported(error: ModuleNotFoundError) -> str:
    """The full name in the import statement; the error has only as much of it as was looked for."""
    name = error.name or ""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        found = re.search(rf"\b{re.escape(name)}(?:\.\w+)*", frame.line or "")
        if found and "import" in (frame.line or ""):
            return found[0]
    return name
