"""The worker as a child of the server: started with it, started again when it dies, ended with it.

What it has raised comes back through its output, a line of topics at a time, and wakes the streams here.
"""

import subprocess
import sys
from threading import Event, Thread

from ransel.core import live

AGAIN_AFTER = 1  # seconds


class Child:
    def __init__(self):
        self.stopped = Event()
        self.process = None
        self.thread = Thread(target=self._keep, name="worker", daemon=True)

    def start(self):
        self.thread.start()

    def stop(self):
        self.stopped.set()
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=10)
        self.thread.join(timeout=5)

    def _keep(self):
        command = [sys.executable, "-m", "ransel", "worker", "--child"]
        while not self.stopped.is_set():
            self.process = subprocess.Popen(  # noqa: S603  our own program
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            for line in self.process.stdout or ():
                live.deliver(line.strip().split(","))
            self.process.wait()
            self.stopped.wait(AGAIN_AFTER)
