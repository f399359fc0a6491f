#!/usr/bin/env python3
# tests/bench/run.py: measures what issue "speed and scale" asks for and prints one table, mixture and machine beside it.
#   run.py PROGRAM BENCH PATTERNS WORK [--large BYTES] [--full] [--archive]
# A and B of a ratio run alternately; the figure is the ratio of medians, the spread that of the single pairs.
# Times are processor time unless they say wall. rg and libabsl are optional: what needs them is left out in words.
import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from archive_rows import archive_rows, partition_row  # noqa: E402

HERE = pathlib.Path(__file__).parent


# A child counts the memory of whoever started it until it becomes the program: so a small process starts it.
PEAK = """import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode not in (0, 1))"""


def peak_of(*command):
    """(wall seconds, peak KB) of a command whose output goes nowhere."""
    started = time.perf_counter()
    out = subprocess.run([sys.executable, "-S", "-c", PEAK] + [str(c) for c in command], stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, check=True).stdout
    return time.perf_counter() - started, int(out)


def run(*command, stdin=None, good=(0, 1)):
    """(processor seconds, wall seconds) of a command whose output goes nowhere."""
    started = time.perf_counter()
    child = subprocess.Popen([str(c) for c in command], stdin=stdin or subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE)
    error = child.stderr.read()
    _, status, use = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) not in good:
        raise SystemExit("bench: %s: %s" % (" ".join(map(str, command))[:200], error.decode()[-300:]))
    return use.ru_utime + use.ru_stime, wall


def interleaved(a, b, times=5, part=0):
    """Medians of a and b, and the lowest and highest a/b of the pairs."""
    pairs = [(a()[part], b()[part]) for _ in range(times)]
    ratios = [x / y for x, y in pairs]
    return statistics.median(x for x, _ in pairs), statistics.median(y for _, y in pairs), min(ratios), max(ratios)


class Table:
    def __init__(self):
        self.rows = []

    def row(self, what, value, must, aim, higher_is_better, detail="", spread=""):
        good = (lambda bar: value >= bar) if higher_is_better else (lambda bar: value <= bar)
        verdict = "aim" if good(aim) else "must" if good(must) else "NO"
        self.rows.append((what, "%.2f" % value, spread, str(must), str(aim), verdict, detail))
        print("  %-52s %8.2f  %-14s must %-6s aim %-6s %-5s %s" % (what, value, spread, must, aim, verdict, detail), flush=True)

    def missing(self, what, why):
        print("  %-52s not measured: %s" % (what, why), flush=True)


def corpus(work, name, size, seed=7):
    path = work / name
    if not path.exists():
        with open(path, "wb") as out:
            made = subprocess.run([sys.executable, HERE / "corpus.py", str(size), str(seed)], stdout=out, stderr=subprocess.PIPE, check=True)
        (work / (name + ".mixture")).write_bytes(made.stderr)
    return path


def texts_of(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def expressions(patterns):
    """Every expression of the identifiers, with its parts in their places."""
    values = [json.loads(file.read_text(encoding="utf-8")) for folder in ("parts", "identifiers")
              for file in sorted((patterns / folder).glob("*.json"))]
    parts = {value["id"]: value["expression"] for value in values if "type" not in value}
    return [re.sub(r"\(\?&([^)]+)\)", lambda call: "(?:%s)" % parts[call.group(1)], value["expression"])
            for value in values if "type" in value]


def for_rg(expression):
    """The expression with characters beyond ASCII as bytes, as rg wants them where Unicode is off."""
    def in_class(match):
        far = [c for c in match.group(1) if ord(c) > 127]
        near = "".join(c for c in match.group(1) if ord(c) < 128)
        return match.group(0) if not far else "(?:%s)" % "|".join((["[%s]" % near] if near else []) + far)
    apart = re.sub(r"\[(?!\^)((?:\\.|[^\]\\])*)\]", in_class, expression)
    return re.sub(r"[^\x00-\x7f]", lambda c: "(?:%s)" % "".join("\\x%02X" % byte for byte in c.group().encode()), apart)


def rg_seconds(all_expressions, plain):
    """The faster of rg's two ways, both with every expression, and which: one alternation, or each in turn."""
    command = ["rg", "-c", "--no-unicode", "-i", "-j1", "--dfa-size-limit", "1G"]
    whole = run(*command, "--", "|".join("(?:%s)" % e for e in all_expressions), plain)[0]
    each = sum(run(*command, "--", e, plain)[0] for e in all_expressions)
    return (whole, "one alternation") if whole < each else (each, "each in turn")


def scan_rows(table, given, work, posts):
    texts = texts_of(posts)
    plain = work / "posts.txt"
    plain.write_text("\n".join(t.replace("\n", " ") for t in texts) + "\n", encoding="utf-8")
    size = sum(len(t.encode()) for t in texts)
    scan = lambda *more: run(given.program, "scan", *more, posts)
    rate = None
    if shutil.which("rg"):
        wanted = [for_rg(e) for e in expressions(given.patterns)]
        for e in wanted:  # an expression that rg cannot compile would make its work smaller
            run("rg", "--no-unicode", "-i", "-q", "--", e, os.devnull)
        ways = set()
        def rg():
            seconds, way = rg_seconds(wanted, plain)
            ways.add(way)
            return (seconds,)
        mine, theirs, low, high = interleaved(lambda: scan("--threads", "1"), rg, 3)
        rate = size / theirs / 1e6
        table.row("scan / rg, text MB/s", theirs / mine, 0.4, 1.0, True, "%.1f against %.1f MB/s, all %d expressions, %s" % (
            size / mine / 1e6, rate, len(wanted), " or ".join(sorted(ways))), "%.3f-%.3f" % (1 / high, 1 / low))
    else:
        table.missing("scan / rg", "rg is not installed")
    one, two, low, high = interleaved(lambda: scan("--threads", "1"), lambda: scan("--threads", "2"), part=1)
    table.row("two threads / one thread (wall)", one / two, 1.6, 1.9, True, "%d cores, load %.1f" % (os.cpu_count(), os.getloadavg()[0]),
              "%.2f-%.2f" % (low, high))
    return rate


def stage_rows(table, given, work, rg_rate):
    posts = corpus(work, "stages.jsonl", 6_000_000)
    out = subprocess.run([given.bench, posts, given.patterns, "--benchmark_format=json", "--benchmark_repetitions=3",
                          "--benchmark_min_time=0.3", "--benchmark_enable_random_interleaving=true"], stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, check=True).stdout
    rates = {b["run_name"].removesuffix("/manual_time"): b["bytes_per_second"] / 1e6 for b in json.loads(out)["benchmarks"] if b.get("aggregate_name") == "median"}
    print("  stages, ns per byte of text: " + ", ".join("%s %.1f" % (k, 1000 / v) for k, v in rates.items()), flush=True)
    if rg_rate:
        table.row("identifier stage / rg", rates["identifiers/ours"] / rg_rate, 2.5, 5, True, "%.0f MB/s, document made" % rates["identifiers/ours"])
    table.row("fold with map / full ICU (normalize, fold, marks out)", rates["fold/ours"] / rates["fold/icu"], 8, 16, True, "%.0f MB/s" % rates["fold/ours"])
    if "lexicon/absl" in rates:
        table.row("lexicon / absl::flat_hash_map of the same phrases", rates["lexicon/ours"] / rates["lexicon/absl"], 3, 5, True, "%.0f MB/s" % rates["lexicon/ours"])
    else:
        table.missing("lexicon / absl::flat_hash_map", "libabsl-dev is not installed")
    table.row("scan of texts / naive pipeline", rates["scan/ours"] / rates["scan/naive"], 10, 20, True,
              "%.1f against %.1f MB/s" % (rates["scan/ours"], rates["scan/naive"]))


def long_text_row(table, given, work):
    texts = texts_of(corpus(work, "long.jsonl", 20_500_000, 8))
    short, whole = work / "short10.jsonl", work / "one10.jsonl"
    with open(short, "w", encoding="utf-8") as out:
        for i, text in enumerate(texts):
            out.write(json.dumps({"id": str(i), "text": text}, ensure_ascii=False) + "\n")
    whole.write_text(json.dumps({"id": "1", "text": "\n".join(texts)}, ensure_ascii=False) + "\n", encoding="utf-8")
    long, parts, low, high = interleaved(lambda: run(given.program, "scan", "--threads", "1", whole),
                                         lambda: run(given.program, "scan", "--threads", "1", short), 3)
    table.row("one 10 MB text / short texts, time a byte", long / parts, 2, 1.2, False, "", "%.2f-%.2f" % (low, high))


def start_row(table, given, work):
    sentence = work / "sentence.txt"
    sentence.write_text("Il mercato è in piazza.\n", encoding="utf-8")
    if not shutil.which("rg"):
        table.missing("oblio check / rg --version", "rg is not installed")
        return
    for part, word in ((1, "wall"), (0, "processor")):
        mine, rg, low, high = interleaved(lambda: run(given.program, "check", sentence), lambda: run("rg", "--version"), 15, part)
        table.row("start: oblio check / rg --version (%s)" % word, mine / rg, 10, 4, False, "%.1f against %.1f ms" % (1e3 * mine, 1e3 * rg),
                  "%.1f-%.1f" % (low, high))


def memory_row(table, given, work, posts):
    large = work / "large.jsonl"
    with open(large, "wb") as out, open(posts, "rb") as block:
        content = block.read()
        while out.tell() < given.large:
            out.write(content)
    for threads in ("1", "2"):
        wall, peak = peak_of(given.program, "scan", "--threads", threads, large)
        table.row("peak memory of scan, MB, %s thread%s" % (threads, "" if threads == "1" else "s"), peak / 1024, 100, 60, False,
                  "file of %.0f MB in %.0f s" % (given.large / 1e6, wall))
    large.unlink()


def main():
    options = argparse.ArgumentParser()
    for name in ("program", "bench", "patterns", "work"):
        options.add_argument(name, type=pathlib.Path)
    options.add_argument("--large", type=int, default=2_000_000_000, help="bytes of the file whose peak memory is looked at")
    options.add_argument("--full", action="store_true", help="the archive at a million records, too")
    options.add_argument("--archive", action="store_true", help="the rows of the archive alone")
    given = options.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    posts = corpus(given.work, "posts.jsonl", 20_000_000)
    print((given.work / "posts.jsonl.mixture").read_text().strip())
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        model = next((l.split(":")[1].strip() for l in info if l.startswith("model name")), "unknown")
    print("machine: %s, %d cores, load %.1f, %s" % (model, os.cpu_count(), os.getloadavg()[0], os.uname().release))
    table = Table()
    archive = [lambda: archive_rows(table, given, run, peak_of, given.work, posts), lambda: partition_row(table, given, posts)]
    if given.archive:
        parts = archive
    else:
        rg_rate = scan_rows(table, given, given.work, posts)
        parts = [lambda: stage_rows(table, given, given.work, rg_rate), lambda: long_text_row(table, given, given.work),
                 lambda: start_row(table, given, given.work), lambda: memory_row(table, given, given.work, posts)] + archive
    for part in parts:
        part()
    missed = [r[0] for r in table.rows if r[5] == "NO"]
    print("below the bar: " + ("; ".join(missed) if missed else "none"))


if __name__ == "__main__":
    main()
