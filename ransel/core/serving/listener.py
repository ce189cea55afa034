"""How pings of other processes reach the streams of this one, on PostgreSQL: one connection that listens.

On SQLite the worker is the only other process, and tells this one through its pipe; see `child`.
"""

from threading import Event, Thread

from django.db import connection

from ransel.core import live

LOOK_EVERY = 0.5  # seconds
BACK_AFTER = 1  # seconds after a lost connection


class Listener:
    def __init__(self):
        self.stopped = Event()
        self.thread = None

    def start(self):
        if connection.vendor == "postgresql":
            self.thread = Thread(target=self._listen, name="live", daemon=True)
            self.thread.start()

    def stop(self):
        self.stopped.set()
        if self.thread:
            self.thread.join(timeout=5)

    def _listen(self):
        """After a gap nobody knows what was missed, and everybody looks again."""
        import psycopg

        said = {key: value for key, value in connection.get_connection_params().items() if key in CONNECTS}
        while not self.stopped.is_set():
            try:
                with psycopg.connect(**said, autocommit=True) as listening:
                    listening.execute(f"LISTEN {live.CHANNEL}")
                    live.deliver_to_all()
                    while not self.stopped.is_set():
                        for notice in listening.notifies(timeout=LOOK_EVERY):
                            live.deliver(notice.payload.split(","))
            except psycopg.OperationalError:
                self.stopped.wait(BACK_AFTER)


CONNECTS = ("dbname", "user", "password", "host", "port")
