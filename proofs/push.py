"""A storm of pushes beside a service that hangs and one that refuses: pages as quick as ever, and one push each.

`bin/prove push --devices 1000` says how many devices; else it is ten thousand. In turns of some seconds the worker is
held and let go, so that both medians are of the same minutes, whatever else the machine does meanwhile.
"""

import os
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

RATIO = 1.1
TURN = 3.0  # seconds; less than we give a push service to answer
PACE = 0.02  # seconds between two pages
ILL_FOR = 40  # seconds for which two services are ill
LONGEST = 1_800


def main():
    devices = int(sys.argv[sys.argv.index("--devices") + 1]) if "--devices" in sys.argv else 10_000
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"RANSEL_ENV": "demo", "RANSEL_DATA_DIR": data}
        os.environ.pop("DATABASE_URL", None)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ransel.config.settings")
        import django

        django.setup()
        short = prove(devices, data)
    print(f"{len(short)} figures short{': ' if short else ''}{'; '.join(short)}")
    sys.exit(bool(short))


def prove(devices, data) -> list[str]:
    from proofs.ground import demo
    from proofs.storm import crowd
    from proofs.storm.services import push_services

    with push_services() as services:
        children, people = crowd.read_in(devices)
        names = crowd.subscribe(services, people, devices)
        keys = crowd.sessions(people, 5)
        with demo(RANSEL_DATA_DIR=data) as (address, pid):
            crowd.announce(children)
            began = time.monotonic()
            calm, storm, rates = storm_of(f"{address}/home/", keys, worker_of(pid), services, devices)
            took = time.monotonic() - began
        print(f"{devices} devices of {len(people)} guardians, all had theirs after {took:.0f} s, held half of the time")
        print(f"  the worker's best {TURN:.0f} s: {max(rates, default=0) / TURN:.0f} pushes a second")
        return [*verdict(calm, storm, services), *counted(services, names)]


def storm_of(address, keys, worker, services, devices):
    """(milliseconds of pages while the worker is held, and while it sends; pushes of each turn that it sent)"""
    from proofs.storm.crowd import standing

    fetch(address, keys, TURN)  # what is done once is done
    calm, storm, rates, began, before = [], [], [], time.monotonic(), 0
    while time.monotonic() - began < LONGEST:
        if time.monotonic() - began > ILL_FOR:
            services.works.set()
        _planned, taken, dropped = standing()
        if taken + dropped >= devices:
            return calm, storm, rates
        sends = not services.works.is_set() or taken > before
        before = taken
        if not sends:  # what is put off waits for its minute: no storm to measure
            time.sleep(1)
            continue
        os.kill(worker, signal.SIGSTOP)
        try:
            calm += fetch(address, keys, TURN)
        finally:
            os.kill(worker, signal.SIGCONT)
        storm += fetch(address, keys, TURN)
        rates.append(standing()[1] - taken)
    return calm, storm, rates


def fetch(address, keys, seconds) -> list[float]:
    """One page after the other, as of one reader among many: milliseconds of each."""
    took, until, web = [], time.monotonic() + seconds, requests.Session()
    while time.monotonic() < until:
        for key in keys:
            began = time.perf_counter()
            answer = web.get(address, cookies={"session": key}, timeout=30)
            took.append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200 and "/login/" not in answer.url, answer.url
            time.sleep(PACE)
    return took


def worker_of(pid):
    """The server's child that does the jobs."""
    for _attempt in range(100):
        for thread in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in thread.read_text().split():
                if b"worker" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return int(child)
        time.sleep(0.1)
    raise LookupError("the demo has no worker")


def verdict(calm, storm, services) -> list[str]:
    before, during = statistics.median(calm), statistics.median(storm)
    ratio = during / before
    print(f"  the median of {len(calm)} pages while it was calm is {before:.1f} ms, of {len(storm)} in the storm")
    print(f"  {during:.1f} ms: {ratio:.2f} of it, {RATIO} at most; slowest {max(calm):.0f} and {max(storm):.0f} ms")
    print(f"  the two that were ill turned {services.asked.value} away")
    short = [f"pages take {ratio:.2f} of their time"] if ratio > RATIO else []
    return short if services.asked.value else [*short, "nobody asked the services that were ill"]


def counted(services, names) -> list[str]:
    """The service itself says how many it gave each device."""
    address, web = f"http://127.0.0.1:{services.port}/get-notifications", requests.Session()

    def got(name):
        return len(web.post(address, {"clientHash": name}, timeout=60).json()["data"]["messages"])

    with ThreadPoolExecutor(4) as threads:
        found = Counter(threads.map(got, names.values()))
    print(f"  {found[1]} devices got one push, {found[0]} none, {len(names) - found[0] - found[1]} more than one")
    return [] if found[1] == len(names) else [f"{len(names) - found[1]} devices did not get exactly one"]
