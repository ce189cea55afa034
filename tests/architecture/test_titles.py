"""What a page is called stays in the browser's history after logout: it says the kind of page, and nobody's name."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.urls import reverse
from jinja2 import nodes

from ransel.people.models import Person
from ransel.units.models import Group, Municipality, Unit
from tests.architecture.doors import TABLE
from tests.architecture.test_doors import person_of
from tests.architecture.things import things

ROOT = Path(__file__).resolve().parents[2] / "ransel"
PAGES = {str(path).split("/jinja2/")[1]: path for path in sorted(ROOT.rglob("jinja2/**/*.html"))}
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
DAYS = {"day", "month", "capitalize", "striptags", "trim"}  # filters that make no name of anything


def blocks(name):
    """{block: what stands in it}, and the page that this one extends."""
    tree = engines["jinja2"].env.parse(PAGES[name].read_text())
    parents = [node.template.value for node in tree.body if isinstance(node, nodes.Extends)]
    return {block.name: block for block in tree.find_all(nodes.Block)}, (parents or [None])[0]


def is_plain(node):
    """Words of ours alone, or a day: nothing that a person, a child or a place is called."""
    if isinstance(node, nodes.TemplateData | nodes.Const):
        return True
    if isinstance(node, nodes.Output):
        return all(is_plain(one) for one in node.nodes)
    if isinstance(node, nodes.If):
        return all(is_plain(one) for one in [*node.body, *node.elif_, *node.else_])
    if isinstance(node, nodes.CondExpr):
        return is_plain(node.expr1) and is_plain(node.expr2)
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "_":
        return not node.kwargs and all(isinstance(one, nodes.Const) for one in node.args)
    if isinstance(node, nodes.Filter) and node.name in DAYS:
        inside = node.node
        return node.name in ("day", "month") or is_plain(inside)
    return False


def titled(name):
    """What the title is made of: the page's own, or that of what it extends, or its heading."""
    own, parent = blocks(name)
    heading, before = own.get("heading"), parent
    while "title" not in own and before and before != "page.html":
        own, before = blocks(before)
    return own.get("title") or heading


@pytest.mark.parametrize("name", [name for name, path in PAGES.items() if "{% block heading %}" in path.read_text()])
def test_a_title_is_made_of_words_that_name_nobody(name):
    assert all(is_plain(node) for node in titled(name).body), f"{name} wants a title block of its own"


def test_what_names_somebody_would_be_seen():
    said = '{% block title %}{{ _("Pass for %(name)s", name=one.name) }}{% endblock %}'
    for text in (said, "{% block title %}{{ unit.name }}{% endblock %}", "{% block title %}{{ a|trim }}{% endblock %}"):
        block = next(engines["jinja2"].env.parse(text).find_all(nodes.Block))
        assert not all(is_plain(node) for node in block.body)


def names_in_the_village():
    people = {name for pair in Person.objects.values_list("given_name", "family_name") for name in pair}
    places = {name for model in (Group, Unit, Municipality) for name in model.objects.values_list("name", flat=True)}
    return re.compile(rf"\b({'|'.join(re.escape(name) for name in (people | places) - {''})})\b")


@pytest.mark.parametrize("person", ["marte", "siri", "teacher", "leader", "municipality"])
def test_no_title_of_any_page_names_a_person_a_child_or_a_place(person, village, as_):
    made, visitor, seen = things(village), as_(person_of(village, person), strong=True), set()
    named = names_in_the_village()
    for row in TABLE:
        if row.verb != "GET":
            continue
        answer = visitor.get(reverse(row.name, args=[made[row.thing]["own"]] if row.thing else []))
        if answer.get("Content-Type", "").startswith("text/html") and (title := TITLE.search(answer.text)):
            assert not named.search(title[1]), f"{row.name} is called {title[1]}"
            seen.add(title[1])
    assert len(seen) >= 10, seen
