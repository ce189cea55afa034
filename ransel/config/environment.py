"""How the settings read the environment: with failures that say what to do."""

from os import environ
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"  # an answer that says "received" has reached the disk
    "PRAGMA foreign_keys=ON;"
    "PRAGMA secure_delete=ON;"  # what is deleted is overwritten, not only let go
    "PRAGMA mmap_size=268435456;"
    "PRAGMA wal_autocheckpoint=16000;"  # pages: a roster writes thousands a second, and need not sort them in each time
    "PRAGMA cache_size=-16000;"
    "PRAGMA temp_store=MEMORY;"
)


def env(name, otherwise=None, *, needed=False, one_of=()):
    value = environ.get(name, "")
    if not value and needed:
        raise ImproperlyConfigured(f"{name} is not set. Set it in the environment; ransel/config/settings.py says how.")
    value = value or otherwise
    if one_of and value not in one_of:
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be one of: {', '.join(one_of)}.")
    return value


def secret(name, *, needed, otherwise):
    """A secret from the variable, or from the file that NAME_FILE names."""
    if path := environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    return env(name, otherwise, needed=needed)


def origins(issuer):
    """The provider's own, and those of its other doors: ID-porten signs as one host and logs in at another."""
    parts = urlsplit(issuer)
    return [f"{parts.scheme}://{parts.netloc}", *([f"https://*.{parts.netloc}"] if parts.scheme == "https" else [])]


def database(data_dir, in_production):
    url = environ.get("RANSEL_DATABASE_URL") or environ.get("DATABASE_URL")
    if url:
        return postgresql(url)
    data_dir.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_dir / ("ransel.sqlite3" if in_production else "demo.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "cached_statements": 512,
            "init_command": SQLITE_PRAGMAS,
        },
        "CONN_MAX_AGE": None,
    }


def postgresql(url):
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://. Without it, SQLite is used.")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "")) or parts.hostname or "",
        "PORT": parts.port or query.get("port", ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"prepare_threshold": 2, "server_side_binding": True},
    }


def mail_to(url):
    """Django's settings for e-mail. smtp://name:password@host:587 (STARTTLS), smtps://…, or none: for no e-mail at all.

    file: is the demo's: each e-mail lies in a file.
    """
    parts = urlsplit(url)
    backends = {"smtp": "smtp", "smtps": "smtp", "none": "dummy", "file": "filebased"}
    if parts.scheme not in backends:
        raise ImproperlyConfigured("RANSEL_EMAIL_URL must begin with smtp:// or smtps://, or be none: for no e-mail.")
    return {
        "EMAIL_BACKEND": f"django.core.mail.backends.{backends[parts.scheme]}.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_TIMEOUT": 15,
    }
