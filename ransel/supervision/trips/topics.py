from ransel.supervision.models import Trip


def topics_of(trip: Trip) -> list[str]:
    """What a trip's page shows: itself, and who comes and goes in the groups of those along. One statement."""
    groups = set(trip.children.values_list("group", "check_in__group"))
    return sorted({trip.reference, f"group:{trip.group_id}", *(f"group:{pk}" for pair in groups for pk in pair)})
