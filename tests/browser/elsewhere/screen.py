"""What people do at a screen, said in their words."""

from contextlib import suppress

from tests.browser.elsewhere.driver import ELEMENT, Failed, until

TO_THE_MIDDLE = "arguments[0].scrollIntoView({block: 'center'})"  # as people do: from behind the bar at the bottom


class Screen:
    def __init__(self, wire, address):
        self.wire, self.home = wire, address

    def go(self, path):
        self.wire("go", url=f"{self.home}{path}")

    def back(self):
        self.wire("back")

    @property
    def path(self):
        return self.wire("address").removeprefix(self.home)

    def press(self, words, *, within="//body"):
        """A button, a link or a choice, by its words or by what it is called; again when the page was just redrawn."""
        said = f"contains(normalize-space(.), '{words}') or contains(@aria-label, '{words}')"
        xpath = f"{within}/descendant::*[self::button or self::a or self::label or self::option][{said}]"
        assert until(lambda: self._pressed(xpath), Failed), f"no {words} to press in:\n{self.told()}"

    def _pressed(self, xpath):
        if self.wire("find", using="css selector", value="form[data-sending]"):
            return False  # what is on its way takes no second tap: people are slower than that
        for element in self.wire("find", using="xpath", value=xpath):
            with suppress(Failed):  # one that is put away, or was redrawn this moment
                self.wire("script", script=TO_THE_MIDDLE, args=[element])
                self.wire("click", id=element[ELEMENT])
                return True
        return False

    def write(self, label, text):
        """Into the field with this label, in place of whatever is in it."""
        field = f"//*[@id = //label[contains(normalize-space(.), '{label}')]/@for]"
        self.has(field)
        found = self.wire("find", using="xpath", value=field)[0][ELEMENT]
        self.wire("clear", id=found)
        self.wire("type", id=found, text=text)

    def told(self):
        """What can be read on the page; nothing while it is on its way to another."""
        found = self.wire("find", using="css selector", value="body")
        return self.wire("text", id=found[0][ELEMENT]) if found else ""

    def told_in(self, css):
        """What can be read there, when it is there."""
        found = until(lambda: self.wire("find", using="css selector", value=css), Failed)
        assert found, f"no {css} in:\n{self.told()}"
        return self.wire("text", id=found[0][ELEMENT])

    def sees(self, *words):
        assert until(lambda: all(word in self.told() for word in words), Failed), f"no {words} in:\n{self.told()}"

    def has(self, xpath):
        assert until(lambda: self.wire("find", using="xpath", value=xpath), Failed), f"no {xpath} in:\n{self.told()}"

    def everything(self):
        """What can be read, and what can not."""
        return self.wire("source")
