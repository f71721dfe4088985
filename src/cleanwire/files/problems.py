"""Messages for errors with paths."""

__all__ = ["reason_of"]


def reason_of(error: OSError) -> str:
    """Return what went wrong with a path, and the remedy."""
    if isinstance(error, IsADirectoryError):
        return "it is a folder; name a file"
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check the path"
    if isinstance(error, PermissionError):
        return "permission denied; check its permissions"
    return f"{error.strerror or error}; check the path and the disk"
