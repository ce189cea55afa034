"""The two pages, from rows to the same bytes as the product's, by the same compiled templates."""

from collections import Counter
from functools import cache
from types import SimpleNamespace
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.template import engines
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from proofs.floor import rows, stays
from ransel.attendance import spans
from ransel.attendance.day import Away, Day
from ransel.attendance.models import Reason
from ransel.attendance.stays.day import StayKind
from ransel.attendance.stays.effective import KINDS
from ransel.core import clock
from ransel.dayboard.board import Board
from ransel.dayboard.tile import Tile, ToSee, in_order
from ransel.home.leaves import Leaves
from ransel.home.navigation import places
from ransel.home.today import ChildCard, Coming, News, Place, Today, is_somewhere
from ransel.identity import tags
from ransel.receipts.models import Step, Told
from ransel.receipts.standing import Standing
from ransel.units.models import Function, UnitKind

READ, EDIT = Function.Use.READ, Function.Use.EDIT
CSRF = "the-same-for-both"


@cache
def template(name):
    return engines["jinja2"].env.get_template(name)


def shown(name, person, path, context):
    """What Django's context processors and `render` would have said."""
    actor = SimpleNamespace(person=person)
    request = SimpleNamespace(actor=actor, path=path)
    token = f'<input type="hidden" name="csrfmiddlewaretoken" value="{CSRF}">'
    from django.utils.safestring import mark_safe

    common = {"actor": actor, "color_scheme": "auto", "text_size": "sm", "path": path, "request": request}
    common |= places(request) | {"csrf_input": mark_safe(token)}
    return template(name).render(common | context).encode()


def person_of(row):
    given, family, language = row[1], row[2], row[3]
    translation.activate(language)
    name, initials = f"{given} {family}".strip(), (given[:1] + family[:1]).upper()
    return SimpleNamespace(given_name=given, name=name, initials=initials, pk=rows.key(row[0]))


def home(database, session):
    today = clock.today()
    person = person_of(database.ask(rows.SESSION, [session, timezone.now()])[0])
    born = today - relativedelta(years=18)
    found = database.ask(rows.CHILDREN, [today, person.pk, today, today, born])
    children = {rows.key(row[0]): (row[1], rows.day(row[2]), row[3] > 0) for row in found}
    ids = sorted(children, key=lambda pk: (children[pk][1] is None, children[pk][1], pk))
    days, aways = day_of(database, ids, today, today + rows.WEEK)
    cards = {}
    for number, pk in enumerate(ids):
        given, _born, protected = children[pk]
        cards[pk] = ChildCard(pk, given, given[:1], number % 6 + 1, days.get(pk, Day()), protected)
    report, plan, told_of, missing = of_places(database, person, found, cards)
    sent = standings(database, ids, today, "r.first_day <= %s", [today + rows.WEEK])
    for one in sent:
        card = cards[one.child]
        if card.day.away and one.about == card.day.away.notice:
            card.receipts.append(one)
        elif one.withdrawn and not one.seen:
            card.called_off.append(one)
    later = {key: away for key, away in aways.items() if key[1] > today}
    waiting = database.ask(rows.PROPOSALS, [person.pk, person.pk, *ids, today], many=ids)
    assert not waiting, "the floor draws no proposals: nobody in it has two homes"
    assert not database.ask(rows.WAITS, [*ids, today, *ids, today, today, today, *ids], many=ids), "nothing waits"
    to_plan = [(one, [card for pk, card in cards.items() if pk in one.children]) for one in missing]
    told = coming(later, cards), news(person, sent, cards)
    page = Today(today, list(cards.values()), [], to_plan, [], [], *told)
    tag = tag_of(database, person, [f"child:{pk}" for pk in ids])
    return shown(
        "home/today.html",
        person,
        "/home/",
        {"today": page, "may_report": report, "may_plan": plan, "tag": tag} | {"may_see_day": told_of},
    )


def of_places(database, person, found, cards):
    """Each card's places and times. Answers (who may be reported, planned, seen by day, weeks without times)."""
    here, units, report, plan, told_of, leaving = [], {}, set(), set(), set(), {}
    for row in (row for row in found if row[4]):
        child, unit, starts, ends = rows.key(row[0]), rows.key(row[4]), rows.day(row[7]), rows.day(row[9])
        cards[child].places.append(Place(unit, row[5], row[6], starts, row[8]))
        units[unit] = SimpleNamespace(pk=unit, name=row[5], kind=row[10], protected=row[3] > 0)
        here += [(child, unit, row[10], starts, ends)] if (row[11] or 0) >= READ else []
        plan |= {child} if (row[11] or 0) >= EDIT and row[10] in KINDS else set()
        report |= {child} if (row[12] or 0) >= EDIT else set()
        told_of |= {child} if (row[14] or 0) >= READ else set()
        leaving[child] = max(leaving.get(child, 0), row[13] or 0)
    nobody_has_said_how_they_leave(database, list(leaving))
    times, missing = stays.of_today(database, person, here, units, plan)
    for pk, card in cards.items():
        card.times = times.get(pk, [])
        off = {one.unit.pk for one in card.times if one.stay.kind is StayKind.OFF}
        card.day.off = bool(off) and {place.unit for place in card.places if place.starts <= clock.today()} <= off
        if leaving.get(pk, 0) >= EDIT:
            card.leaves = Leaves(may_ask=is_somewhere(card))
    return report, plan, told_of, missing


def nobody_has_said_how_they_leave(database, children):
    today = clock.today()
    assert not database.ask(rows.LEAVING, [*children, today, *children, today, today], many=children), "nobody has said"


def board(database, session, group_id):
    today = clock.today()
    row = database.ask(rows.GROUP, [today, today, session, timezone.now(), UUID(group_id)])[0]
    person, unit = person_of(row), rows.key(row[7])
    pk = rows.key(row[4])
    group = SimpleNamespace(pk=pk, name=row[5], kind=row[6], unit=SimpleNamespace(name=row[8], pk=unit), unit_id=unit)
    children = database.ask(rows.OF_GROUP, [pk, today, today])
    ids = [rows.key(child[0]) for child in children]
    days, _aways = day_of(database, ids, today, today, unit)
    tiles = {}
    kind, places = row[9], [(rows.key(one[0]), unit, row[9], rows.day(one[4]), rows.day(one[5])) for one in children]
    told, _opened = stays.of_places(database, places, today, today)
    nobody_has_said_how_they_leave(database, ids)
    for child, given, family, protection, *_days in children:
        child = rows.key(child)
        tile = Tile(child, given, f"{given} {family}".strip(), days.get(child, Day()), protection > 0)
        tile.stay, tile.cared_for = told.get((child, unit, today)), kind == UnitKind.KINDERGARTEN
        tile.day.off = bool(tile.stay) and tile.stay.kind is StayKind.OFF
        tiles[child] = tile
    stays.nobody_is_missed(database, unit, kind, tiles)
    shared = Counter(tile.given_name for tile in tiles.values())
    for tile in tiles.values():
        if shared[tile.given_name] > 1:
            tile.given_name = tile.name
    sent = standings(database, ids, today, "r.unit_id = %s", [unit])
    to_see = [ToSee(one, tiles[one.child]) for one in sent if not one.seen]
    ordered = in_order(tiles.values())
    plans = database.ask(rows.PLANS_TO_APPROVE, [today, pk, today])[0][0] if told else 0
    made = Board(group, today, ordered, to_see, Counter(tile.status for tile in ordered), plans, [])
    tag = tag_of(database, person, [f"group:{pk}"])
    return shown("dayboard/board.html", person, f"/work/groups/{pk}/", {"board": made, "problems": (), "tag": tag})


def tag_of(database, person, topics):
    """The same sealed tag as the product's."""
    names = sorted({*topics, f"person:{person.pk}"})
    raised = [str(tuple(row)) for row in database.ask(rows.TOPICS, names, many=names)]
    parts = [*raised, str(person.pk), "1", str(clock.quarter()), translation.get_language(), settings.BUILD, *names]
    seal = salted_hmac(tags.SALT, "\x1f".join(parts), algorithm="sha256").hexdigest()[:40]
    return f"{','.join(names)}.{seal}"


def day_of(database, ids, first, last, unit=None):
    """(each child's day, everything told of the days ahead)."""
    aways, days = {}, {}
    for row in database.ask(rows.ABSENCES, [*ids, first, last], many=ids):
        child, absence, notice, when, reason, start, end, name, by = row
        where = (rows.key(child), rows.day(when))
        away = aways.setdefault(where, Away(rows.key(absence), rows.key(notice), where[1], Reason(reason)))
        span = None if start is None else (rows.clock_time(start), rows.clock_time(end))
        away.spans = spans.union([*away.spans, span])
        away.told_by.append((name, rows.key(by)))
        if where[1] == first:
            days.setdefault(where[0], Day()).away = away
    for child, where, came, left, undone, out in database.ask(rows.HERE, [*ids, first], many=ids):
        if unit and rows.key(where) != unit:
            continue
        one = days.setdefault(rows.key(child), Day())
        if one.came != rows.moment(came):
            one.unit, one.came, one.left = rows.key(where), rows.moment(came), None
        if out and undone is None:
            one.left = rows.moment(left)
    return days, aways


def standings(database, ids, today, more, values):
    found = {}
    for row in database.ask(rows.RECEIPTS, [*ids, today, *values], many=ids, more=more):
        *of, number, step, told, late, until, at, by, given, family, protection = row
        receipt, child, unit, unit_name, about, first, last, subject = of
        which = rows.key(receipt)
        if which not in found:
            where = (rows.key(child), rows.key(unit), unit_name, rows.key(about), rows.day(first), rows.day(last))
            found[which] = Standing(which, *where, subject)
        one, name, at = found[which], f"{given} {family}".strip(), rows.moment(at)
        if step == Step.SENT:
            one.round, one.told, one.sent_by, one.sent_by_id, one.sent_at = number, Told(told), name, rows.key(by), at
            one.sent_by_protected, one.late, one.until = protection > 0, bool(late), rows.day(until)
            one.on_board_at, one.seen_by, one.seen_at = None, "", None
        elif step == Step.ON_BOARD:
            one.on_board_at = at
        elif step == Step.SEEN:
            one.seen_by, one.seen_at = name, at
        one.step = Step(step)
    return list(found.values())


def coming(aways, cards):
    lines, begun = {}, set()
    for (child, when), away in aways.items():
        today = cards[child].day.away
        if away.notice in begun or (today and today.notice == away.notice):
            continue
        begun.add(away.notice)
        lines.setdefault((when, away.reason, tuple(away.spans)), Coming(away, [])).cards.append(cards[child])
    return [lines[key] for key in sorted(lines, key=lambda key: key[0])]


def news(person, sent, cards):
    lines = {}
    for one in sent:
        if one.sent_by_id != person.pk:
            line = lines.setdefault((one.sent_by_id, one.sent_at, one.told), News(one, []))
            if cards[one.child] not in line.cards:
                line.cards.append(cards[one.child])
    return sorted(lines.values(), key=lambda line: line.standing.sent_at, reverse=True)
