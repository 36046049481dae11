"""A Spark cluster of one master and two workers on 127.0.0.1, for one job.

Nothing listens elsewhere, and all that was started ends with it: each process that it starts leads a group of its own,
and executors, which workers start in groups of their own, are known by the folder that they work in.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

WORKERS = ["worker-1", "worker-2"]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def within(folder):
    """The processes that work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve().is_relative_to(folder):
                found.append(int(process.name))
        except OSError:
            continue
    return found


class Cluster:
    def __init__(self, folder):
        import pyspark

        self.home = Path(pyspark.__file__).parent
        self.folder, self.started = folder, {}
        # The same Python, whatever the shell has; no host name is asked for.
        local = {"SPARK_HOME": str(self.home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": str(folder / "tmp")}
        self.environment = {**os.environ, **local, "SPARK_NO_DAEMONIZE": "1", "PYSPARK_PYTHON": sys.executable}
        # A port of its own for jobs that nobody sends is not wanted.
        self.environment["SPARK_MASTER_OPTS"] = "-Dspark.master.rest.enabled=false"

    def begin(self):
        self.folder.mkdir()
        port = free_port()
        self.master = f"spark://127.0.0.1:{port}"
        self.start_class("master", "Master", "--port", str(port))
        self.until("master", "I have been elected leader", 1)
        for name in WORKERS:
            self.start_class(name, "Worker", "--cores", "1", "--memory", "2g", "--work-dir", str(self.folder / name), self.master)
        self.until("master", "Registering worker", len(WORKERS))

    def start_class(self, name, kind, *more):
        main = f"org.apache.spark.deploy.{kind.lower()}.{kind}"
        self.start(name, self.home / "bin" / "spark-class", main, "--host", "127.0.0.1", "--webui-port", "0", *more)

    def start(self, name, *command):
        with open(self.folder / f"{name}.out", "wb") as out, open(self.folder / f"{name}.log", "wb") as log:
            self.started[name] = subprocess.Popen(
                command, env=self.environment, cwd=self.home, stdout=out, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
        return self.started[name]

    def log(self, name):
        path = self.folder / f"{name}.log"
        return path.read_text(encoding="utf-8", errors="replace")

    def until(self, name, words, times, seconds=120):
        """Waits until a log has words so many times."""
        for _ in range(seconds * 10):
            if self.log(name).count(words) >= times:
                return
            time.sleep(0.1)
        raise RuntimeError(f"the log of {name} has no {words!r} after {seconds} s")

    def job(self, statements):
        """Starts `spark-sql` on a file of statements; it writes rows to `job.out`."""
        script = self.folder / "job.sql"
        script.write_text(statements, encoding="utf-8")
        self.status = free_port()
        settings = {
            "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.memory": "1g",
            "spark.executor.memory": "1g", "spark.executor.cores": "1", "spark.ui.port": self.status,
            "spark.sql.catalogImplementation": "in-memory", "spark.sql.warehouse.dir": self.folder / "warehouse",
            "spark.sql.session.timeZone": "Pacific/Apia",
            # Each file of the log is a task.
            "spark.sql.files.maxPartitionBytes": "2m", "spark.sql.files.openCostInBytes": "2m",
        }
        options = [word for name, value in settings.items() for word in ["--conf", f"{name}={value}"]]
        self.began = time.monotonic()
        return self.start("job", self.home / "bin" / "spark-sql", "--master", self.master, *options, "-f", script)

    def told(self, path=""):
        """What the driver tells of its application; nothing before it is there and after it has ended."""
        address = f"http://127.0.0.1:{self.status}/api/v1/applications"
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                name = json.load(answer)[0]["id"]
            with urllib.request.urlopen(f"{address}/{name}/{path}", timeout=5) as answer:
                return json.load(answer)
        except (OSError, IndexError, ValueError):
            return []

    def kill_in_the_middle(self, job, tasks):
        """Kills the first worker and its executor as soon as both executors run tasks of a stage of so many, of which
        an eighth is done; gives a line that says what was killed when."""
        while job.poll() is None:
            stages = [stage for stage in self.told("stages?status=active") if stage["numTasks"] >= tasks]
            busy = [one for one in self.told("executors") if one["id"] != "driver" and one["activeTasks"] > 0]
            if stages and stages[0]["numCompleteTasks"] * 8 >= tasks and len(busy) == len(WORKERS):
                return self.kill(WORKERS[0], stages[0], busy)
            time.sleep(0.2)
        raise RuntimeError("the job was over before a worker could be killed:\n" + self.log("job")[-2000:])

    def kill(self, worker, stage, executors):
        # The worker first: it would start another executor.
        pid = self.started[worker].pid
        os.kill(pid, signal.SIGKILL)
        [folder] = (self.folder / worker).glob("app-*/*")
        pids = within(folder)
        for executor in pids:
            os.kill(executor, signal.SIGKILL)
        if not pids:
            raise RuntimeError(f"{worker} had no executor")
        [own] = [one for one in executors if one["id"] == folder.name]
        after = time.monotonic() - self.began
        return (
            f"kill -9 of {worker} (process {pid}) and of its executor {own['id']} (process {', '.join(map(str, pids))}), "
            f"{after:.1f} s after the job began: of {stage['numTasks']} tasks {stage['numCompleteTasks']} were done and "
            f"{stage['numActiveTasks']} running; the executor had done {own['completedTasks']} and ran {own['activeTasks']}"
        )

    def rows(self, job):
        """Waits for the job; gives the file of its rows and the seconds that it took."""
        if job.wait() != 0:
            raise RuntimeError(self.log("job")[-2000:])
        return self.folder / "job.out", time.monotonic() - self.began

    def losses(self):
        """What the driver says of an executor that is gone."""
        return [line for line in self.log("job").splitlines() if "Lost executor" in line]

    def close(self):
        for run in reversed(self.started.values()):
            try:
                os.killpg(run.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            run.wait()
        for pid in within(self.folder):
            os.kill(pid, signal.SIGKILL)
