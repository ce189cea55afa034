"""Arrows point down, also in the database; only actions write; nobody looks anything up by a raw id in a view."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2] / "ransel"
ORDER = list(settings.ROOMS)  # from the ground up
WRITES = {
    "create",
    "insert",
    "bulk_create",
    "bulk_update",
    "update_or_create",
    "get_or_create",
    "save",
    "delete",
    "update",
}
MAY_WRITE = {"actions", "sessions"}

CODE = [
    path
    for path in sorted(ROOT.rglob("*.py"))
    if not {"migrations", "tests"} & set(path.parts) and not MAY_WRITE & {path.stem, path.parent.name}
]


def test_foreign_keys_point_down():
    for model in apps.get_models():
        if not model.__module__.startswith("ransel."):
            continue
        room = model._meta.app_label
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete:
                other = field.related_model._meta.app_label
                assert ORDER.index(other) <= ORDER.index(room), f"{model.__name__}.{field.name}"


def test_audit_has_no_foreign_keys():
    for model in apps.get_app_config("audit").get_models():
        assert not [field for field in model._meta.get_fields() if field.is_relation]


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_actions_write(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            owner = ast.unparse(node.func.value)
            assert not _is_of_a_model(owner, node.func.attr), f"{path.name}:{node.lineno} {owner}.{node.func.attr}"


def _is_of_a_model(owner, verb):
    """A manager, a queryset, or an instance that is saved or deleted. A dict's and a hash's update is neither."""
    return "objects" in owner or "_default_manager" in owner or ".filter(" in owner or verb in ("save", "delete")


def test_views_take_no_objects_but_those_a_permit_hands_them():
    for path in ROOT.rglob("views.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
                assert "objects" not in ast.unparse(node.func.value), path
