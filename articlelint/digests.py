"""Digests without OpenSSL: `hashlib` loads it first, which takes longer than all digests of a small run."""

from __future__ import annotations

TYPE_CHECKING = False  # as in articlelint/__init__.py
if TYPE_CHECKING:
    from hashlib import blake2b, sha256
else:
    try:
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b
    try:
        from _sha2 import sha256  # Python 3.12
    except ImportError:
        try:
            from _sha256 import sha256  # Python 3.11
        except ImportError:
            from hashlib import sha256

__all__ = ["blake2b", "sha256"]
