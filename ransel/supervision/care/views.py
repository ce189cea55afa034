from django.urls import reverse

from ransel.access.allow import allow
from ransel.core import clock
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page, stay
from ransel.core.once import once
from ransel.people.models import Enrolment
from ransel.supervision import permits
from ransel.supervision.actions.care import correct_sleep, fall_asleep, note_meal, undo_sleep, wake
from ransel.supervision.care.forms import MealForm, SleepTap, SleepTimes, UndoSleep
from ransel.supervision.care.reading import Nap, cared_for, instead_of, wall
from ransel.supervision.models import Ate, MealTime
from ransel.units.models import Group


@allow(permits.CARE_FOR_GROUP, "GET", "POST")
@once
def sleep(request, group):
    """Those who are here: one tap, and the child sleeps; one more, and it woke."""
    cared = cared_for(group)
    form = SleepTap(sent(request), children=[one.child.pk for one in cared])
    if form.is_valid():
        with refusals_shown_on(form):
            child = form.cleaned_data["child"]
            if form.cleaned_data["verb"] == "sleep":
                fall_asleep(by=request.actor, child=child, group=group)
            else:
                wake(by=request.actor, child=child)
            return stay(request, "group-sleep", group.pk)
    return _show(request, "sleep", {"group": group, "cared": cared, "form": form}, form)


@allow(permits.CORRECT_SLEEP, "GET", "POST")
@once
def sleep_times(request, sleep):
    form = SleepTimes(sent(request), initial=_times(sleep))
    back = _group_of(request.actor, sleep)
    if form.is_valid():
        with refusals_shown_on(form):
            correct_sleep(by=request.actor, sleep=sleep, **form.cleaned_data)
            return go(request, "group-sleep", back.pk) if back else go(request, "work")
        form.draw_again(wall(sleep.woke_at))
    return _show_times(request, sleep, form, back)


@allow(permits.CORRECT_SLEEP, "POST")
@once
def sleep_undone(request, sleep):
    form, back = UndoSleep(request.POST), _group_of(request.actor, sleep)
    if form.is_valid():
        with refusals_shown_on(form):
            undo_sleep(by=request.actor, sleep=sleep, **form.cleaned_data)
            return go(request, "group-sleep", back.pk) if back else go(request, "work")
    return _show_times(request, sleep, SleepTimes(initial=_times(sleep)), back, form.non_field_errors())


@allow(permits.CARE_FOR_GROUP, "GET", "POST")
@once
def meals(request, group):
    """How several ate at a meal, in one act; `meal` of the address says at which."""
    cared = cared_for(group)
    asked = request.GET.get("meal", "")
    form = MealForm(sent(request), children=[one.child.pk for one in cared])
    if form.is_valid():
        with refusals_shown_on(form):
            note_meal(by=request.actor, group=group, **form.cleaned_data)
            return go(request, f"{reverse('group-meals', args=[group.pk])}?meal={form.cleaned_data['meal']}")
    meal = MealTime(asked) if asked in MealTime.values else _meal_now()
    chosen = request.POST.getlist("children")
    shown = {"group": group, "cared": cared, "form": form, "meal": meal, "meals": MealTime, "ate": Ate}
    return _show(request, "meals", shown | {"chosen": chosen}, form)


def _meal_now() -> MealTime:
    hour = clock.wall_time().hour
    return MealTime.BREAKFAST if hour < 10 else MealTime.LUNCH if hour < 13 else MealTime.FRUIT


def _group_of(actor, sleep) -> Group | None:
    """To go back to."""
    places = Enrolment.objects.on(clock.today()).filter(child=sleep.child_id, unit=sleep.unit_id)
    return permits.CARE_FOR_GROUP.reach(actor).filter(pk__in=places.values("group")).first()


def _times(sleep):
    woke = wall(sleep.woke_at)
    return {"slept": wall(sleep.slept_at), "woke": woke, "drawn": woke}


def _show_times(request, sleep, form, back, problems=()):
    """Of one that is corrected or taken back already, with the way to what stands."""
    stands = instead_of(sleep) if sleep.undone_at else []
    links = [(one.pk, Nap(one.pk, *one.times).words) for one in stands]
    context = {"sleep": sleep, "form": form, "back": back, "problems": problems, "stands": links}
    status = 422 if form.errors or problems else 200
    return page(request, "supervision/sleep_times.html", context, fragment="fields", status=status)


def _show(request, name, context, form):
    status = 422 if form.errors else 200
    return page(request, f"supervision/{name}.html", context, fragment="fields", status=status)
