"""`ransel key`: the keys that we sign with when we ask ID-porten."""

import json
import sys

from ransel.core.writing import Refused
from ransel.identity.actions import oidc
from ransel.identity.models import ClientKey
from ransel.identity.oidc import keys


def run(said):
    try:
        DO[said.what](said)
    except Refused as refused:
        sys.exit(f"ransel key: {refused}")


def new(said):
    row = oidc.make_key()
    print(f"{row.kid} is made. Next: ransel key publish.")


def publish(said):
    """The document alone on standard output, so that it can be sent on to a file."""
    print(json.dumps(oidc.publish_keys(), indent=2))
    print(
        "Give this to the provider: it replaces all keys that it had. Then: ransel key activate KID.", file=sys.stderr
    )


def activate(said):
    print(f"{oidc.activate_key(said.kid).kid} is in use.")


def drop(said):
    print(f"{oidc.drop_key(said.kid).kid} is dropped. Publish once more, so that the provider forgets it.")


def list_(said):
    for row in keys.live_keys():
        print(f"{row.kid}  {_state(row)}  ends {keys.ends_at(row):%Y-%m-%d}")
    for one in keys.warnings():
        print(one)


def _state(row: ClientKey) -> str:
    newest = keys.live_keys().exclude(in_use_at=None).order_by("-in_use_at").first()
    if row == newest:
        return "in use"
    return "published" if row.published_at else "made"


DO = {"new": new, "publish": publish, "activate": activate, "drop": drop, "list": list_}
