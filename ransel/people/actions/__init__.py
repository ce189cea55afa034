"""What happens to people, families, places and posts. The permits are asked by those above, who know who may."""

from ransel.people.actions.family import (
    add_person,
    begin_guardianship,
    child_of,
    confirm,
    confirm_all,
    end_guardianship,
    keep_person,
    known_by,
    person_with,
)
from ransel.people.actions.residence import answer_residence, begin_residence, end_residence
from ransel.people.actions.safety import (
    answer_proposal,
    lift_block_from,
    lower_protection,
    propose,
    raise_protection,
    set_block_on,
)
from ransel.people.actions.work import begin_place, begin_post, end_place, end_post, lend, move

__all__ = [
    "add_person",
    "answer_proposal",
    "answer_residence",
    "begin_guardianship",
    "begin_place",
    "begin_post",
    "begin_residence",
    "child_of",
    "confirm",
    "confirm_all",
    "end_guardianship",
    "end_place",
    "end_post",
    "end_residence",
    "keep_person",
    "known_by",
    "lend",
    "lift_block_from",
    "lower_protection",
    "move",
    "person_with",
    "propose",
    "raise_protection",
    "set_block_on",
]
