"""Gather the words of all pages into the catalogues: new ones empty, those gone left out. `bin/words`"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "ransel" / "locale"
KEYWORDS = ("pgettext_lazy:1c,2", "gettext_lazy", "ngettext_lazy:1,2")
LANGUAGES = ("nb", "nn", "en")


def main():
    template = ROOT / ".setup" / "django.pot"
    template.parent.mkdir(exist_ok=True)
    pybabel = str(Path(sys.executable).parent / "pybabel")
    words = [part for keyword in KEYWORDS for part in ("-k", keyword)]
    extract = [pybabel, "-q", "extract", "-F", "pyproject.toml", "--no-location", *words, "-o", str(template), "ransel"]
    subprocess.run(extract, cwd=ROOT, check=True)
    for language in LANGUAGES:
        catalogue = LOCALE / language / "LC_MESSAGES" / "django.po"
        verb = ["update", "--no-wrap", "--ignore-obsolete", "--no-fuzzy-matching"] if catalogue.exists() else ["init"]
        where = ["-i", str(template), "-D", "django", "-d", str(LOCALE), "-l", language]
        subprocess.run([pybabel, "-q", *verb, *where], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
