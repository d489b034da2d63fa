"""Ids of documents."""

from hashlib import sha256
from urllib.parse import quote


def key(text: str) -> str:
    """Make any text a document id, and no two the same one.

    Firestore refuses `/`, `.`, `..`, `__…__`, the empty id, and more than 1500 bytes
    (https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields).
    """
    quoted = quote(text, safe="")
    if quoted[:1] in {".", "_"}:  # quote leaves both, so their escapes are free
        quoted = f"%{ord(quoted[0]):02X}{quoted[1:]}"
    if len(quoted) <= 1000:
        return quoted or "%"
    return f"%%{sha256(text.encode()).hexdigest()}"
