# tests/bench/archive_rows.py: what the archive costs: import, size, tracing, purging, proof, at 10^4, 10^5 and 10^6 records.
# Part of run.py. Trace and purge are timed inside the process (oblio_archive_bench), import as a whole command.
import json
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
BATCH = 1000  # lines handed to SQLite at once, so that a million of them need no memory


def bench(given, what, folder, subjects):
    out = subprocess.run([given.bench.with_name("oblio_archive_bench"), what, folder, given.patterns, subjects], stdout=subprocess.PIPE, check=True)
    return json.loads(out.stdout)


class Archive:
    """An archive of `count` records, made from the posts."""

    def __init__(self, given, run, peak_of, work, posts, count):
        self.given, self.count = given, count
        self.folder, self.source = work / ("archive-%d" % count), work / ("records-%d.jsonl" % count)
        self.traced, self.purged = work / ("traced-%d.jsonl" % count), work / ("purged-%d.jsonl" % count)
        made = subprocess.run([sys.executable, HERE / "archive_corpus.py", posts, str(count), self.source, self.traced, self.purged],
                              stdout=subprocess.PIPE, check=True)
        self.text = int(made.stdout)
        self.run, self.peak_of = run, peak_of
        self.seconds = self.make()
        self.size = sum(f.stat().st_size for f in self.folder.rglob("*") if f.is_file())

    def make(self):
        """Imports everything into a new archive; wall seconds."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.run(self.given.program, "init", "-a", self.folder, "--policy", self.given.patterns / "policies" / "template.json")
        wall, self.peak = self.peak_of(self.given.program, "import", "-a", self.folder, self.source)
        return wall

    def plain(self):
        """The same lines appended to a plain SQLite table; wall seconds."""
        path = self.folder.with_name("plain.sqlite")
        path.unlink(missing_ok=True)
        started = time.perf_counter()
        base = sqlite3.connect(path)
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("CREATE TABLE record(bytes TEXT)")
        with open(self.source, encoding="utf-8") as lines:
            base.executemany("INSERT INTO record VALUES(?)", ((line,) for line in lines))
        base.commit()
        base.close()
        taken = time.perf_counter() - started
        path.unlink()
        return taken


def say(archive):
    print("  archive of %d records: import %.0f records/s, peak %.0f MB; %.1f MB for %.1f MB of text" % (
        archive.count, archive.count / archive.seconds, archive.peak / 1024, archive.size / 1e6, archive.text / 1e6), flush=True)


def archive_rows(table, given, run, peak_of, work, posts):
    sizes = [10_000, 100_000, 1_000_000] if given.full else [10_000, 100_000]
    archives = [Archive(given, run, peak_of, work, posts, size) for size in sizes]
    for archive in archives:
        say(archive)
    middle, large, small = archives[1], archives[-1], archives[0]
    pairs = [(middle.plain(), middle.make() if turn else middle.seconds) for turn in range(3)]
    plain, mine = statistics.median(p for p, _ in pairs), statistics.median(m for _, m in pairs)
    table.row("import / plain SQLite appends, records/s", plain / mine, 0.15, 0.4, True,
              "%.0f against %.0f records/s" % (middle.count / mine, middle.count / plain), "%.3f-%.3f" % (
                  min(p / m for p, m in pairs), max(p / m for p, m in pairs)))
    table.row("archive size / text size", large.size / large.text, 3, 2, False,
              "%d records, %.0f bytes each, text %.0f" % (large.count, large.size / large.count, large.text / large.count))
    note = "%d / %d records" % (large.count, small.count)
    traced = {archive.count: bench(given, "trace", archive.folder, archive.traced) for archive in archives}
    for count, found in traced.items():
        print("  trace in %d records: %d subjects of 20 mentions, p50 %.1f ms, p95 %.1f ms, %d certain" % (
            count, found["subjects"], found["p50"], found["p95"], found["certain"]), flush=True)
    table.row("trace p95, ms, %d records" % large.count, traced[large.count]["p95"], 50, 50, False)
    table.row("trace p50, " + note, traced[large.count]["p50"] / traced[small.count]["p50"], 1.5, 1.2, False)
    proofs = {}
    for archive in archives:  # the first of the five is erased with its proof, the others without
        proofs[archive.count] = bench(given, "prove", archive.folder, archive.purged)
        rest = archive.purged.with_name("rest-%d.jsonl" % archive.count)
        rest.write_text("".join(archive.purged.read_text().splitlines(True)[1:]))
        archive.purge = bench(given, "purge", archive.folder, rest)
        proof = proofs[archive.count]
        seconds = (proof["measured_before"] + proof["verified_after"]) / 1000
        print("  purge in %d records: p50 %.0f ms (%d subjects, %d records); proof %.2f s before and after, %.0f MB/s of archive, holds %s" % (
            archive.count, archive.purge["p50"], archive.purge["subjects"], archive.purge["records"], seconds,
            proof["bytes"] / 1e6 / seconds, proof["holds"]), flush=True)
    table.row("purge of 200 mentions, " + note, large.purge["p50"] / small.purge["p50"], 1.5, 1.2, False,
              "%.0f against %.0f ms" % (large.purge["p50"], small.purge["p50"]))


def partition_row(table, given, posts):
    out = subprocess.run([HERE / "partitions.sh", given.program, posts], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for line in out.stdout.decode().splitlines():
        print("  partitions: " + line, flush=True)
    if out.returncode != 0:
        raise SystemExit(out.stderr.decode())
