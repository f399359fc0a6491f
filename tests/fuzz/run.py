#!/usr/bin/env python3
"""Runs the libFuzzer programs over their seeds: run.py BIN WORK [--seconds N] [--jobs N] [TARGET...].

Seeds of a target are the town's exports of its form and the files of tests/fuzz/seeds/TARGET (each a finding of
before). What a run learns stays in WORK/corpus/TARGET for the next one. Ends with 1 if anything was found; the
offending input is then in WORK/findings/TARGET: mend the reader and put the input into tests/fuzz/seeds/TARGET."""
import argparse, fnmatch, io, pathlib, re, subprocess, sys, tarfile, time, zipfile
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXPORTS = ROOT / "fixtures/town/seed1/exports"
ARCHIVES = (".zip", ".tar.gz", ".tgz")
LARGEST = 16384  # a seed is cut to this: what is wrong with a form shows in its first records

# target: paths of members (inside archives too) and of archives, and the files of lib/src/record whose words it should know
TARGETS = {
    "neutral": (["*gold.jsonl", "*town.jsonl"], ["record.cpp"]),
    "plain_text": (["whatsapp/*.txt"], []),
    "whatsapp": (["whatsapp/*.txt"], ["whatsapp_line.cpp", "whatsapp_body.cpp"]),
    "telegram": (["telegram/*result.json"], ["telegram_reader.cpp", "telegram_message.cpp"]),
    "meta_thread": (["facebook/*message*.json", "instagram/*message*.json"], ["meta_messages.cpp"]),
    "meta_encrypted": (["facebook/crittografate/*.json"], ["meta_messages.cpp"]),
    "facebook_posts": (["facebook/*posts*.json"], ["facebook_reader.cpp"]),
    "facebook_comments": (["facebook/*comments*.json"], ["facebook_reader.cpp"]),
    "facebook_album": (["facebook/*album*.json"], ["facebook_reader.cpp"]),
    "meta_labels": (["facebook/*edits*.json", "instagram/*comments*.json"], ["meta_labels_reader.cpp"]),
    "instagram_posts": (["instagram/*posts*.json", "instagram/*stories*.json", "instagram/*reels*.json"],
                        ["instagram_reader.cpp"]),
    "instagram_comments": (["instagram/*comments*.json"], ["instagram_reader.cpp"]),
    "graph": (["graph/*"], ["graph_reader.cpp"]),
    "x_tweets": (["x/*tweet*.js"], ["x_reader.cpp"]),
    "x_notes": (["x/*note-tweet*.js"], ["x_reader.cpp"]),
    "x_messages": (["x/*direct-message*.js"], ["x_reader.cpp"]),
    "youtube_csv": (["youtube/*.csv"], ["youtube_reader.cpp"]),
    "youtube_api": (["youtube/*.json"], ["youtube_reader.cpp"]),
    "mastodon": (["mastodon/*outbox.json"], ["mastodon_reader.cpp"]),
    "mapped_csv": (["generici/*.csv"], ["mapping.cpp"]),
    "mapped_json": (["generici/*.jsonl"], ["mapping.cpp"]),
    "export": (["*"], ["recognise.cpp"]),
}


def members():
    """Every file of the town's exports with its path, archives unpacked in memory."""
    for path in sorted([*EXPORTS.rglob("*"), *EXPORTS.parent.glob("*.jsonl")]):
        name = str(path.relative_to(EXPORTS if EXPORTS in path.parents else EXPORTS.parent))
        if not path.is_file() or name.startswith("rifiutati/") or name == "index.json":
            continue
        if name.endswith(ARCHIVES) and path.stat().st_size <= LARGEST:
            yield name, path.read_bytes()
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for member in archive.namelist():
                    if not member.endswith("/"):
                        yield f"{name}/{member}", archive.read(member)
        elif name.endswith(ARCHIVES):
            with tarfile.open(fileobj=io.BytesIO(path.read_bytes())) as archive:
                for member in archive:
                    if member.isfile():
                        yield f"{name}/{member.name}", archive.extractfile(member).read()
        else:
            yield name, path.read_bytes()


def words(sources):
    """The string literals of a reader: a dictionary that libFuzzer splices in."""
    found = set()
    for source in sources:
        path = ROOT / "lib/src/record" / source
        if path.exists():
            found |= set(re.findall(r'"([A-Za-z_][A-Za-z0-9_ -]{1,40})"', path.read_text()))
    return "".join(f'"{word}"\n' for word in sorted(found))


def prepare(work, target, files):
    patterns, sources = TARGETS[target]
    seeds = work / "seeds" / target
    for folder in (seeds, work / "corpus" / target, work / "findings" / target):
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in files:
        if any(fnmatch.fnmatch(name, pattern) for pattern in patterns):
            (seeds / re.sub(r"[^A-Za-z0-9.]+", "_", name)[-120:]).write_bytes(content[:LARGEST])
    (work / f"{target}.dict").write_text(words(sources))


def run(options, target):
    work = options.work
    kept = ROOT / "tests/fuzz/seeds" / target
    log = work / f"{target}.log"
    dictionary = work / f"{target}.dict"
    began = time.monotonic()
    with log.open("wb") as out:
        status = subprocess.run(
            [options.bin / f"oblio_fuzz_{target}", f"-max_total_time={options.seconds}", "-timeout=20",
             "-rss_limit_mb=2000", f"-max_len={LARGEST}", "-print_final_stats=1",
             *([f"-dict={dictionary}"] if dictionary.stat().st_size else []),  # libFuzzer refuses an empty one
             f"-artifact_prefix={work / 'findings' / target}/", work / "corpus" / target, work / "seeds" / target,
             *([kept] if kept.is_dir() else [])], stdout=out, stderr=subprocess.STDOUT).returncode
    text = log.read_text(errors="replace")
    runs = re.findall(r"number_of_executed_units: (\d+)", text)
    covered = re.findall(r"cov: (\d+)", text)
    print(f"{target:20} {'ok' if status == 0 else 'FOUND':6} {time.monotonic() - began:6.0f} s "
          f"{int(runs[-1]) if runs else 0:>10} runs  {covered[-1] if covered else '?':>6} branches"
          f"{'' if status == 0 else f'  see {log}'}", flush=True)
    return status == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("targets", nargs="*")
    options = parser.parse_intermixed_args()
    wanted = options.targets or list(TARGETS)
    if unknown := [target for target in wanted if target not in TARGETS]:
        sys.exit(f"fuzz: no target {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    files = list(members())
    for target in wanted:
        prepare(options.work, target, files)
    with ThreadPoolExecutor(options.jobs) as pool:
        good = list(pool.map(lambda target: run(options, target), wanted))
    sys.exit(0 if all(good) else 1)


main()
