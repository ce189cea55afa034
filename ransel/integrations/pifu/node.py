"""One element of a PIFU-IMS document, whatever namespace prefix it came with."""

import copy

CURRENT = ("", "new")


class Node:
    """Names of elements are compared in lower case and without their namespace."""

    def __init__(self, element):
        self.element = element

    @property
    def name(self):
        return _local(self.element)

    def copied(self):
        """Kept past the clearing of the element it was read from."""
        return Node(copy.deepcopy(self.element))

    def all(self, path):
        found = [self.element]
        for name in path.lower().split("/"):
            found = [child for one in found for child in one if _local(child) == name]
        return [Node(one) for one in found]

    def text(self, path):
        first = next(iter(self.all(path)), None)
        return (first.element.text or "").strip() if first else ""

    def attribute(self, name):
        return self.element.get(name, "").strip()

    @property
    def status(self):
        """1 added, 2 changed, 3 deleted; empty in a whole document."""
        return self.attribute("recstatus")

    @property
    def id(self):
        """The id in force: the one marked New, or without a mark."""
        return next((one.text("id") for one in self._ids() if _mark(one) in CURRENT), "")

    @property
    def former_id(self):
        return next((one.text("id") for one in self._ids() if _mark(one) == "old"), "")

    def _ids(self):
        return self.all("sourcedid")

    @property
    def kind(self):
        """The type of a group; for an organisation the type of school is more exact, and comes first."""
        told = self.text("grouptype/typevalue").lower()
        school = self.text("extension/pifu_schooltype").lower()
        return school if school in ("barnehage", "sfo") and told == "skole" else told

    @property
    def parent(self):
        """The id of the group above; an owner points at itself, and has none."""
        above = next(
            (one.all("sourcedid")[0].text("id") for one in self.all("relationship") if one.all("sourcedid")), ""
        )
        return above if above and above != self.id else None

    def identifier(self, kind):
        """An identifier of an organisation: organizationNumber, municipalityNumber."""
        for one in self.all("extension/pifu_id"):
            if one.attribute("type").lower() == kind.lower():
                return one.text("pifu_value")
        return ""

    def user_id(self, kind):
        for one in self.all("userid"):
            if one.attribute("useridtype").lower() == kind.lower():
                return (one.element.text or "").strip()
        return ""

    @property
    def role(self):
        first = next(iter(self.all("role")), None)
        return first.attribute("roletype") if first else ""

    @property
    def subrole(self):
        return self.text("role/subrole").lower()

    @property
    def ended(self):
        """A membership that is deleted, or set to rest."""
        first = next(iter(self.all("role")), None)
        return first is not None and (first.status == "3" or self.text("role/status") == "0")

    def day(self, end):
        return self.text(f"role/timeframe/{end}")[:10]


def _local(element):
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def _mark(node):
    return node.attribute("sourcedidtype").lower()
