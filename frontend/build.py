"""Third-party files become four of ours: one style sheet, one script, one font and one sprite.

Run at set-up. Reads node_modules and our own static files, writes ransel/core/static/vendor. Prints what a phone
fetches of each, compressed, and fails when it is more than we promise.
"""

import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import brotli
import resvg_py
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
OURS = HERE.parent / "ransel" / "core" / "static" / "ransel"
BUILT = HERE.parent / "ransel" / "core" / "static" / "vendor"
WORK = HERE.parent / ".setup" / "frontend"

BUDGET = {"ransel.css": 24_000, "ransel.js": 23_000, "inter.woff2": 30_000, "icons.svg": 8_000}  # bytes, brotli
HOME_SCREEN = (180, 192, 512)  # pixels: Apple's, and the two that Android asks for
DESIGN_SYSTEM = [
    "base",
    "alert",
    "button",
    "card",
    "error-summary",
    "field",
    "fieldset",
    "heading",
    "input",
    "label",
    "link",
    "list",
    "paragraph",
    "skip-link",
    "table",
    "tag",
    "validation-message",
]
MADE = (*BUDGET, *(f"icon-{size}.png" for size in HOME_SCREEN))
LAYER = dict.fromkeys(("base", "heading", "paragraph", "label", "list", "fieldset", "validation-message"), "base")
FLOOR = "chrome111,edge111,firefox121,safari16.4"  # what we write is lowered to these; see docs/browsers.md
PAIR = re.compile(r"(--[\w-]+): light-dark\(((?:[^(),]|\([^)]*\))+), ((?:[^()]|\([^)]*\))+)\);")
LETTERS = (
    "U+0020-007E,U+00A0-00FF,U+0104-0107,U+010C-010D,U+0110-0111,U+0118-0119,U+0141-0144,U+014A-014B,U+015A-015B,"
    "U+0160-0161,U+0166-0167,U+0179-017E,U+2010-2015,U+2018-201E,U+2022,U+2026,U+2032-2033,U+2190-2193,U+00D7,U+2212"
)
FEATURES = "kern,liga,calt,tnum,ccmp,locl,mark,mkmk,case,cv05,cv11,ss03"


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    stamp, now = WORK / "stamp", fingerprint()
    if stamp.exists() and stamp.read_text() == now and all((BUILT / name).exists() for name in MADE):
        return
    BUILT.mkdir(parents=True, exist_ok=True)
    style()
    script()
    font()
    icons()
    pictures()
    weigh()
    stamp.write_text(now)


def fingerprint():
    inputs = [HERE / "build.py", HERE / "icons.txt", HERE / "package-lock.json", HERE / "designsystemet.config.json"]
    digest = sha256()
    for path in [
        *inputs,
        OURS / "logo.svg",
        OURS / "icon.svg",
        *sorted(HERE.glob("css/*.css")),
        *sorted(HERE.glob("js/*.js")),
    ]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def run(*command):
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def style():
    """The parts of the design system that we use, our theme and our own layer, in one file."""
    tokens = WORK / "tokens"
    bin_ = MODULES / ".bin"
    run(bin_ / "designsystemet", "tokens", "create", "--config", "designsystemet.config.json", "--out-dir", tokens)
    run(bin_ / "designsystemet", "tokens", "build", "--tokens", tokens, "--out-dir", WORK / "theme")
    theme = next(path for path in sorted((WORK / "theme").glob("*.css")))
    design = MODULES / "@digdir" / "designsystemet-css" / "dist" / "src"
    theirs = [f'@import "{design / name}.css" layer(ds.{LAYER.get(name, "components")});' for name in DESIGN_SYSTEM]
    ours = [f'@import "{path}";' for path in (theme, HERE / "css" / "ransel.css", without_pairs())]
    entry = WORK / "entry.css"
    layers = "@layer ds.theme, ds.base, ds.components;\n"
    entry.write_text(layers + "\n".join([*theirs, *ours]))
    out = f"--outfile={BUILT / 'ransel.css'}"
    esbuild(entry, "--external:./inter.woff2", out)


def without_pairs():
    """For browsers that do not know light-dark(): the same colours as our tokens, said twice."""
    pairs = PAIR.findall((HERE / "css" / "tokens.css").read_text())
    light, dark = ("".join(f"{name}:{pair[at]};" for name, *pair in pairs) for at in (0, 1))
    plain = WORK / "plain.css"
    plain.write_text(
        f"@layer ransel.tokens {{ @supports not (color: light-dark(#fff, #000)) {{ :root {{ {light} }}"
        f' [data-color-scheme="dark"] {{ {dark} }}'
        f' @media (prefers-color-scheme: dark) {{ [data-color-scheme="auto"] {{ {dark} }} }} }} }}'
    )
    return plain


def esbuild(entry, *more):
    """What can not be lowered to the floor is said in a warning, and is an error here."""
    command = [MODULES / ".bin" / "esbuild", entry, "--bundle", "--minify", f"--target={FLOOR}", *more]
    done = subprocess.run([*command, "--log-level=warning"], cwd=HERE, capture_output=True, text=True)
    if done.returncode or done.stderr.strip():
        sys.exit(f"esbuild can not make this for {FLOOR}:\n{done.stderr}")


def script():
    """htmx, its stream and its tags, and our own elements: classic scripts, one after the other."""
    dist = MODULES / "htmx.org" / "dist"
    theirs = [dist / "htmx.min.js", dist / "ext" / "hx-sse.min.js", dist / "ext" / "hx-ptag.min.js"]
    ours = WORK / "ours.js"
    entry = WORK / "entry.js"
    entry.write_text("".join(f'import "{path}";\n' for path in sorted((HERE / "js").glob("*.js"))))
    esbuild(entry, "--format=iife", f"--outfile={ours}")
    texts = [re.sub(r"//# sourceMappingURL=\S+", "", path.read_text()) for path in [*theirs, ours]]
    (BUILT / "ransel.js").write_text(";\n".join(text.strip() for text in texts))


def font():
    """Inter, with the weights and the letters we use: Latin, Sámi and Polish."""
    full = TTFont(MODULES / "inter-ui" / "variable" / "InterVariable.woff2")
    between = WORK / "inter.ttf"  # written and read again: half of the tables are still those of the full font
    instancer.instantiateVariableFont(full, {"wght": (400, 700), "opsz": 18}).save(between)
    narrowed = TTFont(between)
    options = subset.Options(layout_features=FEATURES.split(","), flavor="woff2")
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(LETTERS))
    cutter.subset(narrowed)
    subset.save_font(narrowed, BUILT / "inter.woff2", options)


def icons():
    """One symbol an icon. A name that is not there is an error here, not a blank on a page."""
    symbols = []
    for name in (HERE / "icons.txt").read_text().split():
        path = MODULES / "@navikt" / "aksel-icons" / "dist" / "svg" / f"{name}.svg"
        if not path.exists():
            sys.exit(f"frontend/icons.txt names {name}, which Aksel does not have.")
        svg = path.read_text()
        inside = re.sub(r"(\.\d\d)\d+", r"\1", svg[svg.index(">") + 1 : svg.rindex("</svg>")].strip())
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24" fill="none">{inside}</symbol>')
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'
    mono = re.search(r'<symbol id="mono".*?</symbol>', (OURS / "logo.svg").read_text(), re.S)
    (BUILT / "icons.svg").write_text(sprite.replace("</svg>", mono[0] + "</svg>"))


def pictures():
    """What stands on a phone's home screen, in the sizes that phones ask for, all from one drawing."""
    for size in HOME_SCREEN:
        drawn = resvg_py.svg_to_bytes(svg_path=str(OURS / "icon.svg"), width=size, height=size)
        (BUILT / f"icon-{size}.png").write_bytes(bytes(drawn))


def weigh():
    over = []
    for name, most in BUDGET.items():
        raw = (BUILT / name).read_bytes()
        weight = len(raw) if name.endswith("woff2") else len(brotli.compress(raw, quality=11))
        print(f"  {name:<12} {weight / 1000:6.1f} kB of {most / 1000:.0f}")
        if weight > most:
            over.append(name)
    if over:
        sys.exit(f"Too heavy for a phone: {', '.join(over)}")


if __name__ == "__main__":
    main()
