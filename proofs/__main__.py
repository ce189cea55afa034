import importlib
import sys
from itertools import takewhile
from pathlib import Path

HERE = Path(__file__).parent


def main(names):
    proofs = {path.stem for path in HERE.glob("*.py")} - {"__init__", "__main__", "ground"}
    if not names:
        for name in sorted(proofs):
            words = (importlib.import_module(f"proofs.{name}").__doc__ or "").splitlines()[0]
            print(f"{name:<10} {words}")
        return
    for name in names:
        if name not in proofs:
            sys.exit(f"bin/prove: there is no proof {name}. There are: {', '.join(sorted(proofs))}.")
        importlib.import_module(f"proofs.{name}").main()


# What begins with "--", and what follows it, is for the proof itself.
main(list(takewhile(lambda word: not word.startswith("--"), sys.argv[1:])))
