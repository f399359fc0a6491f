#!/usr/bin/env python3
"""Checks the lexicons of patterns/lexicons: shape, traps, examples; prints how many forms each holds.

    python3 patterns/tools/check_lexicons.py [FILE.json ...]

Exit status: 0 all well, 1 something is wrong (each error names file, entry and reason).
"""
import itertools
import json
import pathlib
import re
import sys
import unicodedata

TYPES = {
    "health": "HEALTH", "genetic": "GENETIC_BIOMETRIC", "ethnic": "ETHNIC_ORIGIN", "politics": "POLITICS",
    "religion": "RELIGION", "union": "UNION", "sex_life": "SEX_LIFE", "judicial": "JUDICIAL", "hardship": "HARDSHIP",
}
KINDS = ("condition", "bearer", "treatment", "drug", "service", "status", "organisation", "act", "weak", "partner")
HEAD = ("id", "type", "title", "since", "source", "licence", "entries", "finds", "ignores")
FEWEST_FORMS = {"health": 2500}
FEWEST_FORMS_ELSEWHERE = 300
FEWEST_EXAMPLES = 15
MOST_BRACES = 6
MOST_FORMS = 4096  # of one term; past it only the classes are counted
LINKING = frozenset("che chi con dal dei del della delle degli dalla dallo dello gli nel nella per sul sulla una uno".split())


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


def words(text):
    return re.findall(r"[0-9a-z]+", text)


def stem(word):
    """The part that inflected forms of a word share, roughly: its first five letters."""
    return word[:5]


def holds(outer, inner):
    """Whether the words of `inner` stand one after the other in `outer`."""
    return any(outer[i:i + len(inner)] == inner for i in range(len(outer) - len(inner) + 1))


def forms_of(term, classes):
    """The forms of a term; where classes would multiply too far, each class counts as one word."""
    plain = put_classes(term, classes)
    product = 1
    for group in re.findall(r"\{([^{}]*)\}", plain):
        product *= group.count(",") + 1
    if product > MOST_FORMS:
        plain = re.sub(r"@[^ ,{}]*", lambda m: classes[m.group()[1:]][0], term)
    return [" ".join(w for w in form.split() if w not in ("_", "|")) for form in expand(plain)]


def check_entry(entry, number, errors, classes):
    """Checks one entry and returns its forms, folded."""
    where = f"entry {number}"
    extra = set(entry) - {"terms", "kind", "weight", "traps", "note"}
    if extra:
        errors.append(f"{where}: unknown fields {sorted(extra)}")
    if entry.get("kind") not in KINDS:
        errors.append(f"{where}: unknown kind {entry.get('kind')!r}")
    weight = entry.get("weight")
    if not isinstance(weight, (int, float)) or not 0 <= weight <= 1:
        errors.append(f"{where}: weight {weight!r} is not in [0, 1]")
    if not entry.get("terms"):
        errors.append(f"{where}: no terms")
    forms = []
    frames = any(mark in term for term in entry.get("terms", []) for mark in "@~")
    for term in entry.get("terms", []):
        if term.count("{") != term.count("}") or term.count("{") > MOST_BRACES:
            errors.append(f"{where}: braces of {term!r}")
        for form in map(fold, forms_of(term, classes)):
            if not words(form) or form != form.strip():
                errors.append(f"{where}: empty or padded form in {term!r}")
            forms.append(form)
    if frames:
        return forms
    stems = {stem(word) for form in forms for word in words(form) if len(word) > 2 and word not in LINKING}
    for trap in entry.get("traps", []):
        trap_words = words(fold(trap))
        touches = any(holds(trap_words, words(form)) for form in forms)
        neighbours = bool({stem(word) for word in trap_words} & stems)
        if not touches and not neighbours:
            errors.append(f"{where}: trap {trap!r} neither contains nor neighbours a term")
        if fold(trap) in forms:
            errors.append(f"{where}: trap {trap!r} is itself a term")
    return forms


def check_file(path):
    """Returns (errors, number of forms, forms per kind) of one lexicon."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        return [f"cannot be read: {problem}"], 0, {}
    errors = [f"field {field!r} is missing" for field in HEAD if field not in data]
    if errors:
        return errors, 0, {}
    if data["id"] != path.stem or TYPES.get(path.stem) != data["type"]:
        errors.append("id or type does not belong to this file")
    kinds, every = {}, set()
    for number, entry in enumerate(data["entries"], 1):
        forms = check_entry(entry, number, errors, data.get("classes", {}))
        every.update(forms)
        kinds[entry.get("kind")] = kinds.get(entry.get("kind"), 0) + len(forms)
    fewest = FEWEST_FORMS.get(path.stem, FEWEST_FORMS_ELSEWHERE)
    if len(every) < fewest:
        errors.append(f"{len(every)} forms, at least {fewest} are asked for")
    for field in ("finds", "ignores"):
        if len(data[field]) < FEWEST_EXAMPLES:
            errors.append(f"{len(data[field])} {field}, at least {FEWEST_EXAMPLES} are asked for")
    for example in data["finds"]:
        span = example.get("span", example["text"])
        if span not in example["text"]:
            errors.append(f"find {example['text']!r}: the span is not in the text")
        if not words(fold(example["text"])) or not words(fold(span)):
            errors.append(f"find {example['text']!r}: no words in it")
    if len(set(data["ignores"])) != len(data["ignores"]):
        errors.append("an ignored text stands twice")
    return errors, len(every), kinds


def main(arguments):
    folder = pathlib.Path(__file__).resolve().parent.parent / "lexicons"
    paths = [pathlib.Path(a) for a in arguments] or sorted(folder.glob("*.json"))
    if not paths:
        print(f"no lexicon in {folder.name}")
        return 1
    failed = False
    for path in paths:
        errors, forms, kinds = check_file(path)
        by_kind = ", ".join(f"{kind} {kinds[kind]}" for kind in KINDS if kind in kinds)
        print(f"{path.stem:10} {forms:6} forms: {by_kind}")
        for error in errors:
            print(f"  {path.name}: {error}")
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
