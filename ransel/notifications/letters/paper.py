"""What a letter says: no more than an e-mail does, and whom to ask. It names no child and no receiver.

For someone with a protected address, or about a child with one, it names the municipality alone (security.md: no unit
leaves the login).
"""

import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.utils import translation

from ransel.core import clock
from ransel.notifications.letters.rows import Letter
from ransel.units.models import Unit

WAIT = 60  # seconds for all letters of a file: a hundred take about ten


class NotDrawn(Exception):
    """The letters could not be made into a file: WeasyPrint or Pango is missing, or it took too long."""


@dataclass
class Paper:
    language: str
    municipality: str
    unit: Unit | None
    code: str
    day: date

    @property
    def sender(self):
        return self.unit.name if self.unit else self.municipality


def paper_of(letter: Letter) -> Paper:
    """Of a letter with its unit, its receiver and its child at hand."""
    known = dict(settings.LANGUAGES)
    language = letter.receiver.language if letter.receiver.language in known else settings.LANGUAGE_CODE
    hidden = letter.receiver.protected or letter.child.person.protected
    unit = None if hidden else letter.unit
    return Paper(language, letter.unit.municipality.name, unit, f"{letter.code[:4]} {letter.code[4:]}", clock.today())


def drawn(papers: list[Paper]) -> bytes:
    """One PDF, a page a letter. Raises NotDrawn."""
    command = [sys.executable, "-m", "ransel.notifications.letters.drawing", str(_file("vendor/inter.woff2"))]
    try:
        done = subprocess.run(command, input=written(papers).encode(), capture_output=True, timeout=WAIT)  # noqa: S603
    except subprocess.TimeoutExpired as late:
        raise NotDrawn("it took too long") from late
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise NotDrawn((done.stderr.decode(errors="replace").strip().splitlines() or ["nothing was drawn"])[-1])
    return done.stdout


def written(papers: list[Paper]) -> str:
    """As HTML, each letter in its own language."""
    languages = {paper.language for paper in papers}
    about = {"logo": _file("ransel/logo.svg").as_uri(), "front": settings.PUBLIC_URL}
    about["square"] = segno.make(settings.PUBLIC_URL, error="m").svg_data_uri(border=0, dark="#26221b")
    pages = []
    for paper in papers:
        with translation.override(paper.language):
            pages.append(render_to_string("notifications/letter.html", {"paper": paper, **about}))
    language = languages.pop() if len(languages) == 1 else settings.LANGUAGE_CODE
    head = '<meta charset="utf-8"><title>Ransel</title>'  # the name of the file, and of nobody
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{"".join(pages)}</body></html>'


def _file(name):
    storage: Any = staticfiles_storage
    return Path(settings.STATIC_ROOT, storage.stored_name(name))
