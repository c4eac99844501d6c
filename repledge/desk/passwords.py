"""Passwords by argon2id with the library's current costs; session tokens by SHA-256."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 10  # characters; NIST SP 800-63B asks for length, not for kinds of characters


def hashed(password: str) -> str:
    """What is stored of a password."""
    return _hasher().hash(password)


def fits(password: str, password_hash: str | None) -> bool:
    """Whether a password is the right one; as slow for a stranger as for a user."""
    try:
        _hasher().verify(password_hash or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def new_token() -> str:
    """A session's secret: 256 bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a session's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    return hashed(secrets.token_urlsafe(16))
