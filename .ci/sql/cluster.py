"""Counts a log in many files on a Spark cluster of two workers.

Usage: cluster.py PROMISE FOLDER [ROWS]; the folder is written anew. Needs Java, and pyspark in this Python. Everything
listens on 127.0.0.1 alone, and ends with the script.
"""

import csv
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

FILES = 64
AS_OF = "2026-07-01"
DEFINITIONS = """
[[commitment]]
id = "answered"
status = "published"
[[commitment.target]]
clock = "answer"
within = "4 business hours"
share = "90%"
when = { channel = "phone, of old" }
[[commitment.target]]
clock = "answer"
within = "2 business days"
share = "95%"
[[commitment]]
id = "settled"
status = "published"
[[commitment.target]]
clock = "settle"
within = "48h"
share = "80%"
[[clock]]
id = "answer"
start = "received"
stop = "answered"
calendar = "desk"
[[clock]]
id = "settle"
start = "received"
stop = "settled"
[[calendar]]
id = "desk"
timezone = "Europe/Madrid"
hours = { mon-fri = ["09:00-14:00", "16:00-19:00"] }
[[log]]
id = "tickets"
path = "../log/*.csv"
case = "id"
columns = { received = "created_at", answered = "answered_at", settled = "settled_at" }
timestamps = "%Y-%m-%d %H:%M:%S"
timezone = "Europe/Madrid"
"""

# What a reader of CSV must be told in Spark: a quote in a field is doubled, and no field is more than its text.
VIEW = """CREATE TEMPORARY VIEW tickets (id STRING, created_at STRING, answered_at STRING, settled_at STRING, channel STRING)
USING csv OPTIONS (path '{path}', header 'true', quote '"', escape '"');
"""


def write(folder, rows):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "commitments").mkdir(parents=True)
    (folder / "log").mkdir()
    (folder / "commitments" / "p.toml").write_text(DEFINITIONS, encoding="utf-8")
    rng, number = random.Random(11), 0
    shown = lambda at: at.strftime("%Y-%m-%d %H:%M:%S")
    for place in range(FILES):
        with open(folder / "log" / f"{place:03}.csv", "w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file, lineterminator="\n")
            lines.writerow(["id", "created_at", "answered_at", "settled_at", "channel"])
            for _ in range(rows // FILES):
                number += 1
                at = datetime(2026, 1, 1) + timedelta(seconds=rng.randrange(180 * 86_400))
                answered = shown(at + timedelta(seconds=rng.expovariate(1 / 50_000))) if rng.random() < 0.9 else ""
                settled = shown(at + timedelta(seconds=rng.expovariate(1 / 120_000))) if rng.random() < 0.9 else "soon"
                channel = rng.choice(["web", "phone, of old", 'a "b"', "back\\slash", "电话"])
                lines.writerow([f"t{number}", shown(at), answered, settled, channel])


class Cluster:
    """A master and two workers, for one job."""

    def __init__(self, folder, port):
        import pyspark

        self.home = Path(pyspark.__file__).parent
        self.folder, self.port, self.started = folder, port, []
        folder.mkdir()
        # The same Python, whatever the shell has; no host name is asked for.
        local = {"SPARK_HOME": str(self.home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": str(folder / "tmp")}
        self.environment = {**os.environ, **local, "SPARK_NO_DAEMONIZE": "1", "PYSPARK_PYTHON": sys.executable}
        self.master = f"spark://127.0.0.1:{port}"
        self.start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        self.until(folder / "master.log", "I have been elected leader", 1)
        for name in ["worker-1", "worker-2"]:
            self.worker(name)
        self.until(folder / "master.log", "Registering worker", 2)

    def worker(self, name):
        main = "org.apache.spark.deploy.worker.Worker"
        own = ["--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "2g", "--work-dir", str(self.folder / name)]
        self.start(name, main, *own, self.master)

    def start(self, name, *arguments):
        # With a group of its own, so that executors end with their worker.
        with open(self.folder / f"{name}.log", "wb") as log:
            command = [str(self.home / "bin" / "spark-class"), *arguments]
            run = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True)
        self.started.append(run)

    def until(self, log, word, times, seconds=120):
        """Waits until a log has a word so many times."""
        for _ in range(seconds * 10):
            if log.exists() and log.read_text(encoding="utf-8", errors="replace").count(word) >= times:
                return
            time.sleep(0.1)
        raise RuntimeError(f"{log} has no {word!r} after {seconds} s")

    def job(self, statement):
        """What `spark-sql` answers to a statement in a file, and in how many seconds."""
        (self.folder / "job.sql").write_text(statement, encoding="utf-8")
        settings = {
            "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.memory": "1g",
            "spark.executor.memory": "1g", "spark.executor.cores": "1", "spark.ui.enabled": "false",
            "spark.sql.catalogImplementation": "in-memory", "spark.sql.warehouse.dir": str(self.folder / "warehouse"),
            "spark.sql.session.timeZone": "Pacific/Apia", "spark.sql.cli.print.header": "true",
            "spark.sql.files.maxPartitionBytes": "2m", "spark.sql.files.openCostInBytes": "2m",
        }
        options = [word for name, value in settings.items() for word in ["--conf", f"{name}={value}"]]
        command = [str(self.home / "bin" / "spark-sql"), "--master", self.master, *options, "-f", str(self.folder / "job.sql")]
        began = time.monotonic()
        with open(self.folder / "job.out", "wb") as out, open(self.folder / "job.log", "wb") as log:
            run = subprocess.Popen(command, env=self.environment, cwd=self.folder, stdout=out, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True)
        self.started.append(run)
        if run.wait() != 0:
            raise RuntimeError((self.folder / "job.log").read_text(errors="replace")[-2000:])
        return (self.folder / "job.out").read_text(encoding="utf-8"), time.monotonic() - began

    def close(self):
        for run in reversed(self.started):
            try:
                os.killpg(run.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            run.wait()
        for pid in children(self.folder):
            os.kill(pid, signal.SIGKILL)


def children(folder):
    """The processes of executors whose folder is within this one: a worker starts them in groups of their own."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve().is_relative_to(folder):
                found.append(int(process.name))
        except OSError:
            continue
    return found


def promise(program, folder, *arguments):
    run = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"promise {' '.join(arguments)}: {run.stderr}{run.stdout}")
    return run.stdout


def main():
    # A script that is asked to end must end what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    program, folder = (Path(argument).resolve() for argument in sys.argv[1:3])
    rows = int(sys.argv[3]) if len(sys.argv) > 3 else 1_280_000
    write(folder, rows)
    began = time.monotonic()
    promise(program, folder, "tally", "--as-of", AS_OF, "--output", "ours.json")
    print(f"promise tally: {rows // FILES * FILES} cases in {FILES} files, {time.monotonic() - began:.1f} s", flush=True)
    columns = "id,created_at,answered_at,settled_at,channel"
    statement = promise(program, folder, "sql", "--dialect", "spark", "--from", "tickets", "--as-of", AS_OF, "--columns", columns)
    statement = VIEW.format(path=folder / "log") + statement.rstrip().rstrip(";") + ";\n"
    ours = promise(program, folder, "report", "--percentiles", "bins", "--format", "csv", "--as-of", AS_OF)
    cluster = Cluster(folder / "cluster", 7077)
    try:
        text, seconds = cluster.job(statement)
    finally:
        cluster.close()
    with open(folder / "spark.csv", "w", encoding="utf-8", newline="") as file:
        # Before it stands what the view answered.
        answer = text[text.index("kind\t"):]
        csv.writer(file).writerows(line.split("\t") for line in answer.splitlines())
    promise(program, folder, "tally", "--compare", "ours.json", "spark.csv")
    if promise(program, folder, "report", "--tally", "spark.csv", "--format", "csv") != ours:
        sys.exit("the report on the counts of Spark differs from that on the log")
    print(f"two workers: the same counts, {seconds:.1f} s", flush=True)


if __name__ == "__main__":
    main()
