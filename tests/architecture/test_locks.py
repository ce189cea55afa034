"""What we depend on is locked, says why it is there, and names no registry."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_lock_files_name_no_address():
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text()
        assert "://" not in text and "--index" not in text, path.name
        assert "--hash=sha256:" in text, "and every package has its hash"
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]
    assert not [name for name, said in packages.items() if "resolved" in said]
    assert all("integrity" in said for name, said in packages.items() if name)


def test_each_dependency_says_why_it_is_there():
    text = (ROOT / "pyproject.toml").read_text()
    blocks = re.findall(r"^(?:dependencies|build|test) = \[\n(.*?)^\]", text, re.S | re.M)
    assert len(blocks) == 3
    for line in "".join(blocks).splitlines():
        assert re.search(r'",?\s+# \w+', line), line


def test_npm_packages_are_pinned_exactly():
    wanted = json.loads((ROOT / "frontend" / "package.json").read_text())
    assert all(re.fullmatch(r"[\d.]+", version) for version in wanted["dependencies"].values())
    assert all(name in wanted["description"] for name in wanted["dependencies"]), "each with its reason"
