"""Who carries letters. The office's own printer is the default; SvarUt where the municipality has set it up."""

from enum import Enum
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from ransel.notifications.letters.rows import Letter


class Status(Enum):
    ON_ITS_WAY = 1
    SENT = 2
    READ = 3
    FAILED = 4  # it will not arrive this way


class LetterSender(Protocol):
    def takes(self, letter: Letter) -> bool:
        """Whether it carries this one. What it does not take waits at the office."""

    def send(self, letter: Letter, number: str, file: bytes) -> str:
        """What it calls the letter. The same letter once more gives the same, and is not sent again.

        Raises NotAnswered, whose text holds no number.
        """

    def status(self, known_as: str) -> Status:
        """Raises NotAnswered."""


class PrintQueue:
    """Somebody at the office prints them, and says when they are sent."""

    def takes(self, letter: Letter) -> bool:
        return False

    def send(self, letter: Letter, number: str, file: bytes) -> str:
        raise NotImplementedError("letters are printed at the office")

    def status(self, known_as: str) -> Status:
        return Status.ON_ITS_WAY


def sender() -> LetterSender:
    return import_string(settings.LETTER_SENDER)()
