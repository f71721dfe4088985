"""Locks on files, which keep two programs out of one folder."""

__all__ = ["held_alone"]


def held_alone(descriptor: int) -> bool:
    """Lock an open file until it is closed, and return whether no other process holds the lock."""
    try:
        import fcntl  # noqa: PLC0415, not on Windows, where nothing is locked
    except ImportError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
