#!/usr/bin/env python3
# tests/bench/archive_corpus.py: posts as a municipality's archive holds them, and people to look for in them.
#   archive_corpus.py POSTS COUNT OUTPUT TRACED PURGED
# POSTS: lines of corpus.py; where they do not suffice, more are made the same way, so that no text stands there twice (a trace
# looks for copies of what a person wrote). Each record has an author with id
# and name (one author in 20 records) and 70 % are comments in threads of six. Among them stand 40 people with 20 records
# each (subject files written to TRACED) and 5 with 200 each (PURGED), half written by them, half naming them. Everybody is
# invented; the same arguments give the same bytes.
import json
import random
import sys

import corpus

FIRST = ["Ornella", "Nevio", "Marilena", "Tiziano", "Ivana", "Fulvio", "Carla", "Renzo", "Giulia", "Marco", "Elena", "Luca",
         "Ortensia", "Amilcare", "Ginevra", "Evaristo", "Loredana", "Olindo", "Palmira", "Ulderico"]
BEGIN = ["Quaglia", "Brenta", "Spado", "Mezza", "Torlo", "Vanghe", "Zeppo", "Crespa", "Dondo", "Gralla"]
END = ["rini", "vecchi", "lotti", "gnoni", "sconi", "bruzzi", "testi", "maglia", "fanti", "panti", "ridoro", "zinetti"]
SURNAMES = [b + e for b in BEGIN for e in END]


def names(r, count):
    """Names of different surnames for the people looked for; the last 75 are everybody else's."""
    people = [(r.choice(FIRST), surname) for surname in SURNAMES[:45]]
    return people[:count]


def record(number, text, author_id, author, month, thread):
    value = {"v": 1, "id": "facebook:%d" % number, "platform": "facebook", "channel": "Comune di Prova",
             "kind": "comment" if thread else "post", "author_id": author_id, "author_name": author, "author_role": "other",
             "created": "2026-%02d-%02dT%02d:%02d:00Z" % (month, number % 28 + 1, number % 24, number % 60), "text": text}
    if thread:
        value["thread_id"] = "facebook:%d" % thread
    return json.dumps(value, ensure_ascii=False) + "\n"


def main():
    posts, count, output, traced, purged = sys.argv[1], int(sys.argv[2]), *sys.argv[3:6]
    r = random.Random(7)
    with open(posts, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    people = names(r, 45)
    mentions = [(person, i) for p, person in enumerate(people) for i in range(20 if p < 40 else 200)]
    r.shuffle(mentions)
    places = dict(zip(r.sample(range(count), len(mentions)), mentions))
    others = SURNAMES[45:]
    authors = max(1, count // 20)
    more = random.Random(11)
    text_bytes = 0
    with open(output, "w", encoding="utf-8") as out:
        for i in range(count):
            text = texts[i] if i < len(texts) else corpus.post(more, {})
            a = r.randrange(authors)
            author_id, author = "u%d" % a, FIRST[a % len(FIRST)] + " " + others[a // len(FIRST) % len(others)]
            if i in places:
                (first, last), turn = places[i]
                if turn % 2:
                    author_id, author = "s" + last, first + " " + last
                else:
                    text = "Ieri ho sentito %s %s per la mensa. %s" % (first, last, text)
            thread = i - i % 6 if i % 10 < 7 and i % 6 else None
            text_bytes += len(text.encode())
            out.write(record(i, text, author_id, author, r.randrange(1, 11), thread))
    for path, part in ((traced, people[:40]), (purged, people[40:])):
        with open(path, "w", encoding="utf-8") as out:
            for first, last in part:
                out.write(json.dumps({"name": first + " " + last, "handles": ["facebook:s" + last]}) + "\n")
    print(text_bytes)


if __name__ == "__main__":
    main()
