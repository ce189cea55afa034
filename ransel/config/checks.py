"""What must be so before a real family's data is served."""

import os

from django.conf import settings
from django.core.checks import run_checks
from django.db import connection
from django.utils.module_loading import import_string

FULL = 2  # SQLite's own number for synchronous=FULL


def refusals() -> list[str]:
    """Why this must not be served, in words; empty when it may."""
    wrong = [str(found.msg) for found in run_checks() if found.level >= 40]
    if settings.IN_PRODUCTION:
        wrong += _demo_login() + _providers() + _secrets() + _texts() + _registers() + _svarut()
    if connection.vendor == "sqlite":
        wrong += _sqlite()
    return wrong


def warnings() -> list[str]:
    """What must be done before it is late. It may be served meanwhile."""
    from ransel.identity.oidc import keys

    return keys.warnings()


def _demo_login():
    found = [] if settings.LOGIN_PROVIDERS else ["Nobody can log in. Set RANSEL_ID_PORTEN_CLIENT_ID."]
    for path in settings.LOGIN_PROVIDERS:
        if import_string(path).__module__.startswith("ransel.demo"):
            found.append("The demo login is on. Take it out of LOGIN_PROVIDERS.")
    return found


def _providers():
    issuers = {settings.ID_PORTEN_CLIENT_ID: settings.ID_PORTEN_ISSUER, settings.FEIDE_CLIENT_ID: settings.FEIDE_ISSUER}
    plain = [issuer for client, issuer in issuers.items() if client and not issuer.startswith("https://")]
    return [f"{issuer} is asked in plain text who somebody is. It must begin with https://." for issuer in plain]


def _texts():
    url, token = settings.SMS_URL, settings.SMS_TOKEN
    if bool(url) != bool(token):
        return ["Text messages need both RANSEL_SMS_URL and RANSEL_SMS_TOKEN, or neither."]
    if url and not url.startswith("https://"):
        return ["RANSEL_SMS_URL would tell numbers in plain text. It must begin with https://."]
    return []


def _registers():
    if settings.KRR_URL and not settings.MASKINPORTEN_CLIENT_ID:
        return ["The contact register is asked with a token. Set RANSEL_MASKINPORTEN_CLIENT_ID, or not RANSEL_KRR_URL."]
    asked = {"RANSEL_KRR_URL": settings.KRR_URL, "RANSEL_MASKINPORTEN_ISSUER": settings.MASKINPORTEN_ISSUER}
    plain = [name for name, url in asked.items() if url and not url.startswith("https://")]
    return [f"{name} would be asked in plain text. It must begin with https://." for name in plain]


def _svarut():
    url, login = settings.SVARUT_URL, (settings.SVARUT_USER, settings.SVARUT_PASSWORD)
    if any((url, *login)) and not all((url, *login)):
        return ["SvarUt needs RANSEL_SVARUT_URL, RANSEL_SVARUT_USER and RANSEL_SVARUT_PASSWORD, or none of them."]
    if url and not url.startswith("https://"):
        return ["RANSEL_SVARUT_URL would be told national numbers in plain text. It must begin with https://."]
    return []


def _secrets():
    if "demo" in settings.SECRET_KEY or len(settings.SECRET_KEY) < 50:
        return ["RANSEL_SECRET_KEY is not a secret. Set one of 50 characters or more."]
    return []


def _sqlite():
    wrong = []
    if int(os.environ.get("WEB_CONCURRENCY", "1")) > 1:
        wrong.append("Several web processes on SQLite would wait for each other. Use one, or PostgreSQL.")
    with connection.cursor() as cursor:
        if cursor.execute("PRAGMA synchronous").fetchone()[0] != FULL:
            wrong.append("SQLite's synchronous is not FULL: what is acknowledged could be lost.")
    return wrong
