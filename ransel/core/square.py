"""An address as a picture for the camera of a phone."""

import segno
from markupsafe import Markup


def picture_of(address: str) -> Markup:
    """A QR code (ISO/IEC 18004) of the address, as SVG without styles: our content policy allows none."""
    drawn = segno.make(address, error="m", micro=False)
    paths = drawn.svg_inline(border=4, svgclass="r-pass__qr", lineclass=None, omitsize=True)
    return Markup(paths)  # noqa: S704  squares alone: nothing of the address stands in it as text
