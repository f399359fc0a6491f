#!/usr/bin/env python3
# tests/bench/corpus.py: writes synthetic Italian posts as JSON Lines; the same seed gives the same bytes.
#   corpus.py BYTES [SEED] > FILE      the mixture is printed on stderr
# Everybody and every number in it is invented: unassigned mobile ranges (316, 319), `.example` domains, place codes
# that no municipality has. Check digits are valid.
import json
import random
import sys

COMMON = """di che e la il un a per in una mi sono ho non ma lo ha le si ti i con cosa se io come da ci no questo qui e
del bene tu sei della mia perche solo era quando tutto hai fare mai quello molto anche essere piu stato cosi al sua chi
ora gli suo stata nel adesso oggi ancora siamo alla dove fatto cose te niente loro tutti volta casa anni tempo vita
strada scuola comune ufficio servizio mensa parco piazza mercato autobus rifiuti raccolta cantiere lavori marciapiede
lampione buche traffico parcheggio sindaco assessore consiglio biblioteca orario sabato domenica mattina pomeriggio sera
grazie buongiorno salve cittadini quartiere frazione segnalo segnalazione manca acqua luce erba alta cani bambini
genitori nonni figli classe maestra palestra campo sportivo festa evento ingresso gratuito iscrizioni modulo domanda
bando scadenza tassa bolletta multa verbale polizia locale vigili protezione civile allerta meteo pioggia vento neve
verde giardini fontana cimitero chiesa ponte ciclabile stazione treno fermata biglietto abbonamento sportello sito
numero risposta settimana mese prossimo scorso nuovo vecchio bella brutto sempre spesso davvero veramente purtroppo
finalmente speriamo complimenti vergogna bravi attenzione chiusa aperta chiuso aperto""".split()
ACCENTED = ["è", "perché", "più", "città", "già", "così", "però", "può", "sarà", "università", "né", "lunedì", "martedì"]
FIRST = ["Ornella", "Nevio", "Marilena", "Tiziano", "Ivana", "Fulvio", "Carla", "Renzo", "Giulia", "Marco", "Elena", "Luca"]
LAST = ["Bottazzini", "Ravaglioli", "Gardenghi", "Tognazzoli", "Abbruscato", "Spadavecchi", "Cantarella", "Brambillasca"]
CONDITION = ["mia madre è diabetica", "è in cura per depressione", "ha avuto un infarto", "mio figlio è celiaco"]
EMOJI = ["😀", "👏", "🙏", "❤️", "😡", "👍🏽", "🎉"]
MIX = {  # share of posts
    "strong identifier": 0.08, "full name": 0.10, "@handle": 0.09, "URL": 0.04, "innocent number": 0.22,
    "condition": 0.02, "emoji": 0.28, "curly apostrophe": 0.18, "decomposed accent": 0.012, "zero width": 0.003,
    "homoglyph": 0.002, "maths bold": 0.002, "all capitals": 0.03,
}
ODD = {c: v for c, v in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
       [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21])}


def fiscal_code(r):
    code = "".join(r.choice("BCDFGLMNPRSTVZ") for _ in range(6))
    code += "%02d%s%02d" % (r.randrange(40, 99), r.choice("ABCDEHLMPRST"), r.randrange(1, 29)) + r.choice(["M987", "Z997"])
    total = sum(ODD[c] if i % 2 == 0 else (ord(c) - 65 if c.isalpha() else int(c)) for i, c in enumerate(code))
    return code + chr(65 + total % 26)


def iban(r):
    bban = "X05428" + "%05d%012d" % (r.randrange(10 ** 5), r.randrange(10 ** 12))
    number = int("".join(str(int(c, 36)) for c in bban + "IT00"))
    return "IT%02d%s" % (98 - number % 97, bban)


def identifier(r):
    kind = r.randrange(5)
    phone = "%s %03d %04d" % (r.choice(["316", "319"]), r.randrange(1000), r.randrange(10000))
    if kind < 2:
        return r.choice(["chiamatemi al ", "tel. ", "cell ", ""]) + r.choice([phone, "+39 " + phone, phone.replace(" ", "")])
    if kind == 2:
        return "%s.%s@posta.example" % (r.choice(FIRST).lower(), r.choice(LAST).lower())
    return ("cf " + fiscal_code(r)) if kind == 3 else ("bonifico su " + iban(r))


def words(r, count):
    out = []
    for _ in range(count):
        x = r.random()
        if x < 0.06:
            out.append(r.choice(ACCENTED))
        else:  # Zipf: low ranks far more often
            out.append(COMMON[min(len(COMMON) - 1, int(len(COMMON) ** r.random()) - 1)])
    return out


def post(r, tally):
    size = min(900, max(25, int(r.lognormvariate(4.75, 0.7))))
    parts = words(r, max(4, size // 6))
    for i in range(9, len(parts), r.randrange(8, 16)):
        parts[i] += r.choice([".", ",", "!", "?", "..."])

    def has(name):
        hit = r.random() < MIX[name]
        tally[name] = tally.get(name, 0) + hit
        return hit

    def put(text):
        parts.insert(r.randrange(len(parts) + 1), text)
    if has("strong identifier"):
        put(identifier(r))
    if has("full name"):
        put(r.choice(["la signora ", "", "il geometra "]) + r.choice(FIRST) + " " + r.choice(LAST))
    if has("@handle"):
        put("@" + r.choice(FIRST).lower() + "_" + str(r.randrange(100)))
    if has("URL"):
        put("https://www.comune.example/avvisi/%d" % r.randrange(9999))
    if has("innocent number"):
        put(str(r.choice([r.randrange(10), r.randrange(10, 100), 2026, "18:30", "12,50", "n. 4"])))
    if has("condition"):
        put(r.choice(CONDITION))
    if has("emoji"):
        parts.append(r.choice(EMOJI))
    text = " ".join(parts)
    text = text[0].upper() + text[1:]
    if has("curly apostrophe"):
        text += " l’altro giorno"
    if has("decomposed accent"):
        text += " citta\u0300"
    if has("zero width"):
        text += " co\u200bsa"
    if has("homoglyph"):
        text += " cоsа"
    if has("maths bold"):
        text += " 𝐠𝐫𝐚𝐳𝐢𝐞"
    return text.upper() if has("all capitals") else text


def main():
    wanted, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7
    r, tally = random.Random(seed), {}
    written = text_bytes = posts = escaped = beyond = 0
    out = sys.stdout
    while written < wanted:
        text = post(r, tally)
        escape = r.random() < 0.10
        record = {"id": "generic:%d" % posts, "text": text, "created": "2026-%02d-%02dT10:00:00Z" % (r.randrange(1, 11), r.randrange(1, 29)),
                  "author": {"id": "u%d" % r.randrange(5000), "name": r.choice(FIRST) + " " + r.choice(LAST)}}
        line = json.dumps(record, ensure_ascii=escape) + "\n"
        out.write(line)
        written += len(line.encode())
        text_bytes += len(text.encode())
        beyond += not text.isascii()
        escaped += escape
        posts += 1
    print("corpus: %d posts, %.1f MB of JSON Lines, %.1f MB of text (mean %.0f bytes); posts with: non-ASCII %.0f %%, \\u escapes %.0f %%, %s" % (
        posts, written / 1e6, text_bytes / 1e6, text_bytes / posts, 100 * beyond / posts, 100 * escaped / posts,
        ", ".join("%s %.1f %%" % (k, 100 * v / posts) for k, v in tally.items())), file=sys.stderr)


if __name__ == "__main__":
    main()
