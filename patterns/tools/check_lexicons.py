#!/usr/bin/env python3
"""Checks the lexicons of patterns/lexicons and prints how many forms each holds.

    python3 patterns/tools/check_lexicons.py [--write] [FILE.json ...]

A lexicon stands in one layout with nothing twice (--write brings it there) and holds enough forms and examples. What the program refuses
by itself (fields, kinds, classes, braces, examples that do not hold) is not looked at again. Traps are not judged: one may stand beside a
term, on a term of another entry, or take single forms out of a product.
Exit status: 0 all well, 1 something is wrong: each error names file and reason.
"""
import argparse
import itertools
import json
import pathlib
import re
import sys
import unicodedata

FEWEST_FORMS = {"health": 2500}
FEWEST_FORMS_ELSEWHERE = 300
FEWEST_EXAMPLES = 15
MOST_FORMS = 4096  # of one term; past it only the classes are counted
WIDTH = 150


# ------------------------------------------------------------------ layout
def written(value):
    return json.dumps(value, ensure_ascii=False)


def wrapped(head, items, indent):
    """`head` and a list of texts, on lines of at most WIDTH where a text allows it."""
    lines, line = [], head + "["
    for number, item in enumerate(items):
        piece = written(item) + ("," if number + 1 < len(items) else "]")
        if len(line) + 1 + len(piece) > WIDTH and line.strip():
            lines.append(line)
            line = indent + piece
        else:
            line += ("" if line.endswith("[") else " ") + piece
    return "\n".join(lines + [line])


def entry_text(entry):
    head = '  {"kind": %s, "weight": %s' % (written(entry["kind"]), written(entry["weight"]))
    if "note" in entry:
        head += ', "note": ' + written(entry["note"])
    parts = [wrapped(head + ', "terms": ', entry["terms"], "   ")]
    if entry.get("traps"):
        parts.append(wrapped('   "traps": ', entry["traps"], "   "))
    return ",\n".join(parts) + "}"


def layout(data):
    """The one way a lexicon is written."""
    head = ['{"id": %s, "type": %s, "title": %s, "since": %s' % tuple(written(data[f]) for f in ("id", "type", "title", "since")),
            ' "source": %s, "licence": %s' % (written(data["source"]), written(data["licence"]))]
    if "note" in data:
        head.append(' "note": ' + written(data["note"]))
    if "classes" in data:
        head.append(' "classes": {\n' + ",\n".join(wrapped("  %s: " % written(name), words, "   ") for name, words in data["classes"].items())
                    + "}")
    head.append(' "entries": [\n' + ",\n".join(map(entry_text, data["entries"])) + "]")
    for field in ("finds", "ignores"):
        head.append(' "%s": [\n' % field + ",\n".join("  " + written(example) for example in data[field]) + "]")
    return ",\n".join(head) + "}\n"


def once(items):
    kept = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept


def without_repeats(data):
    """Equal entries, terms, traps, members and examples stand once. The reader of JSON has kept the last of equal keys."""
    entries = [{**e, **{f: once(e[f]) for f in ("terms", "traps") if f in e}} for e in data["entries"]]
    return {**data, **({"classes": {n: once(w) for n, w in data["classes"].items()}} if "classes" in data else {}),
            "entries": once(entries), **{f: once(data[f]) for f in ("finds", "ignores")}}


# ------------------------------------------------------------------ forms
def fold(text):
    """Lower case, no accents, one kind of apostrophe, single spaces: what the scanner compares."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("\u2019", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def put_classes(term, classes):
    """Puts the members of "@casa" in its place, as choices; inside braces they join the others."""
    made, inside, at = "", False, 0
    while at < len(term):
        if term[at] != "@":
            inside = term[at] == "{" or (inside and term[at] != "}")
            made, at = made + term[at], at + 1
            continue
        name = re.match(r"[^ ,{}]*", term[at + 1:]).group()
        members = ",".join(classes[name])
        made += members if inside else "{" + members + "}"
        at += 1 + len(name)
    return made


def expand(term):
    """All forms of a term: "diabetic{o,a}" gives diabetico and diabetica. A verb (~perdere) counts as one word."""
    term = re.sub(r"(^|[ {,])[~]", r"\1", term)
    parts = re.split(r"\{([^{}]*)\}", term)
    choices = [[part] if i % 2 == 0 else part.split(",") for i, part in enumerate(parts)]
    return ["".join(choice) for choice in itertools.product(*choices)]


def forms_of(term, classes):
    """The folded forms of a term; where classes would multiply too far, each class counts as one word."""
    plain = put_classes(term, classes)
    product = 1
    for group in re.findall(r"\{([^{}]*)\}", plain):
        product *= group.count(",") + 1
    if product > MOST_FORMS:
        plain = re.sub(r"@[^ ,{}]*", lambda m: classes[m.group()[1:]][0], term)
    return [fold(" ".join(w for w in form.split() if w not in ("_", "|", "..."))) for form in expand(plain)]


# ------------------------------------------------------------------ checks
def check_file(path, data):
    """Returns (errors, number of forms, forms per kind) of one lexicon."""
    errors, classes = [], data.get("classes", {})
    kinds, every, places = {}, set(), {}
    for number, entry in enumerate(data["entries"], 1):
        forms = [form for term in entry["terms"] for form in forms_of(term, classes)]
        every.update(forms)
        kinds[entry["kind"]] = kinds.get(entry["kind"], 0) + len(forms)
        for term in entry["terms"]:
            if places.setdefault(term, number) != number:  # the heavier one counts: the other is never read
                errors.append(f"entry {number}: term {term!r} stands in entry {places[term]} too")
    fewest = FEWEST_FORMS.get(path.stem, FEWEST_FORMS_ELSEWHERE)
    if len(every) < fewest:
        errors.append(f"{len(every)} forms, at least {fewest} are asked for")
    for field in ("finds", "ignores"):
        if len(data[field]) < FEWEST_EXAMPLES:
            errors.append(f"{len(data[field])} {field}, at least {FEWEST_EXAMPLES} are asked for")
    return errors, len(every), kinds


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true")
    options.add_argument("files", nargs="*", type=pathlib.Path)
    given = options.parse_args()
    folder = pathlib.Path(__file__).resolve().parent.parent / "lexicons"
    failed = False
    for path in given.files or sorted(folder.glob("*.json")):
        text = path.read_text(encoding="utf-8")
        data = without_repeats(json.loads(text))
        errors, forms, kinds = check_file(path, data)
        if given.write:
            path.write_text(layout(data), encoding="utf-8")
        elif text != layout(data):
            errors.append("something stands twice or in another layout: run check_lexicons.py --write")
        print("%-10s %6d forms: %s" % (path.stem, forms, ", ".join(f"{kind} {n}" for kind, n in kinds.items())))
        for error in errors:
            print(f"  {path.name}: {error}")
        failed = failed or bool(errors)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
