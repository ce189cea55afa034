"""HTML in, a tagged PDF out (PDF/UA-1). A process of its own: drawing takes seconds, and pages must not wait for it.

python -m ransel.notifications.letters.drawing FONT. It reads files of this machine, and asks nobody for anything.
"""

import sys
from pathlib import Path


def draw(text: str, font: str) -> bytes:
    from weasyprint import CSS, HTML, URLFetcher
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetcher = FontConfiguration(), URLFetcher(allowed_protocols=["file", "data"])
    face = f'@font-face {{ font-family: "Inter"; font-weight: 400 700; src: url("{Path(font).as_uri()}"); }}'
    look = Path(__file__).with_name("letter.css").read_text()
    styles = [CSS(string=one, font_config=fonts, url_fetcher=fetcher) for one in (face, look)]
    page = HTML(string=text, url_fetcher=fetcher)
    drawn = page.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")
    return drawn or b""


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(sys.stdin.buffer.read().decode(), sys.argv[1]))
