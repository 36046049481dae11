"""PostgreSQL: a cluster of its own that is thrown away, reached by a socket alone."""

import csv
import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from .engine import Engine, header

# The server refuses to be root.
USER = "postgres"


def programs():
    """The folder of the newest server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    other = shutil.which("initdb")
    return Path(other).parent if other else None


class Postgres(Engine):
    name = "PostgreSQL"
    dialect = "postgres"
    types = {"text": "text", "number": "bigint", "time": "timestamp", "instant": "timestamptz"}

    @classmethod
    def why_skipped(cls):
        if not programs():
            return "there is no initdb"
        if not shutil.which("psql"):
            return "there is no psql"
        if os.getuid() == 0 and subprocess.run(["id", USER], capture_output=True).returncode != 0:
            return f"root may not run it, and there is no user {USER}"
        return None

    def __init__(self):
        super().__init__()
        # Paths of sockets are short.
        self.folder = Path(tempfile.mkdtemp(prefix="promise-pg-"))
        self.as_user = []
        if os.getuid() == 0:
            shutil.chown(self.folder, USER)
            self.as_user = ["runuser", "-u", USER, "--"]
        self.server("initdb", "-A", "trust", "-U", USER, "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync")
        settings = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off -c autovacuum=off"
        self.server("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", settings, "start")

    def server(self, program, *arguments):
        command = [*self.as_user, str(programs() / program), "-D", str(self.folder / "data"), *arguments]
        # The server lives on; it must not hold a pipe of ours.
        run = subprocess.run(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if run.returncode != 0:
            raise RuntimeError(f"{program} ended with {run.returncode}")

    def psql(self, text, options=""):
        command = ["psql", "-h", str(self.folder), "-U", USER, "-X", "-q", "--csv", "-v", "ON_ERROR_STOP=1", "-f", "-", "postgres"]
        environment = {**os.environ, "PGOPTIONS": options, "PGCLIENTENCODING": "UTF8"}
        run = subprocess.run(command, input=text.encode(), capture_output=True, env=environment)
        if run.returncode != 0:
            raise RuntimeError(run.stderr.decode()[:2000])
        return run.stdout.decode()

    def version(self):
        return self.psql("SHOW server_version").split()[1]

    def load(self, path, names=None, kinds=None):
        table = self.table(path)
        names, has_names = header(path, names)
        columns = self.columns(names, kinds)
        form = "csv, HEADER" if has_names else "csv"
        self.psql(f"DROP TABLE IF EXISTS {table}; CREATE TABLE {table} ({columns});\n\\copy {table} FROM '{path}' (FORMAT {form})\nANALYZE {table};")
        return table

    def query(self, statement, zone):
        # Compiling expressions for the machine takes longer than all the rest.
        text = self.psql(statement, f"-c timezone={zone} -c jit=off")
        names, *rows = csv.reader(io.StringIO(text, newline=""))
        return names, rows

    def cpu(self):
        # What ended is counted with the process that began it.
        server = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        fields = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        self.server("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)
