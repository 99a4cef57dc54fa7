"""Texts that others wrote, as they are shown: no letter of theirs does anything to what stands beside it."""

import re

# Control characters but tab and line ends, the letters that turn the reading direction of others (embeddings,
# overrides, isolates), and what XML has no place for. Right-to-left scripts, with their marks, stay.
_COMMANDING = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def visible(text: str) -> str:
    """The same with � for every letter that commands what shows it: `exe.fdp` never reads as `pdf.exe`."""
    return _COMMANDING.sub("\ufffd", text)
