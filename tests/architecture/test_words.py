"""Every word on a page is in all three catalogues, and is none but what a page says."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "ransel" / "locale"
NAMED = re.compile(r"%\((\w+)\)|\{(\w+)\}")
METHODS = [("**.py", "python"), ("**/jinja2/**.html", "jinja2")]
KEYWORDS = {
    **{name: None for name in ("_", "gettext", "gettext_lazy")},
    **{name: (1, 2) for name in ("ngettext", "ngettext_lazy")},
    **{name: ((1, "c"), 2) for name in ("pgettext", "pgettext_lazy")},
}


@pytest.fixture(scope="module")
def said():
    options = {"**/jinja2/**.html": {"silent": "false"}}
    found = extract_from_dir(ROOT / "ransel", METHODS, options, keywords=KEYWORDS)
    return {message[0] if isinstance(message, tuple) else message for _file, _line, message, *_rest in found}


def catalogue(language):
    text = (LOCALE / language / "LC_MESSAGES" / "django.po").read_bytes()
    return read_po(io.BytesIO(text), locale=language)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_catalogue_is_complete_and_has_nothing_left_over(language, said):
    messages = [message for message in catalogue(language) if message.id]
    known = {message.id[0] if isinstance(message.id, tuple | list) else message.id for message in messages}
    assert known == said
    for message in messages:
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        assert all(strings) and not message.fuzzy, message.id


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_translation_names_what_the_source_names(language):
    for message in catalogue(language):
        if message.id:
            assert not list(message.check()), message.id
            ids = message.id if isinstance(message.id, tuple | list) else [message.id]
            strings = message.string if isinstance(message.string, tuple | list) else [message.string]
            names = {name for text in ids for name in NAMED.findall(text)}
            assert all(set(NAMED.findall(text)) <= names for text in strings), message.id
