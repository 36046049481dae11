"""How much processor time, time and memory programs take, in turns and the least of each."""

import dataclasses
import os
import resource
import subprocess
import sys
import time

# What the system counts memory in: bytes on macOS, KiB elsewhere.
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclasses.dataclass
class Usage:
    """What a run took: user and system seconds of all threads, seconds that passed, bytes at the peak."""

    cpu: float
    wall: float
    memory: int

    def least(self, other):
        return Usage(min(self.cpu, other.cpu), min(self.wall, other.wall), min(self.memory, other.memory))


def unseen():
    """Until a child has begun, the system counts the memory of this program as its own: bytes of which less
    is not seen."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MEMORY_UNIT


def run(command):
    """Runs a command, which must succeed, and says what it took. Its output is thrown away."""
    began = time.perf_counter()
    nothing = subprocess.DEVNULL
    child = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=subprocess.PIPE)
    # A child says little there; it ends when its standard error does.
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        told = said.decode(errors="replace").strip()
        sys.exit(f"ended with {child.returncode}: {' '.join(command)}\n{told}")
    return Usage(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * MEMORY_UNIT)


def in_turns(programs, turns):
    """The least of each over so many turns, in each of which every program runs once.

    What disturbs a run makes it dearer, never cheaper; and what disturbs for a while hits all of them.
    """
    least = {}
    for _ in range(turns):
        for name, command in programs.items():
            usage = run(command)
            least[name] = usage.least(least[name]) if name in least else usage
    return least
