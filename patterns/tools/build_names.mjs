// patterns/tools/build_names.mjs: rebuilds the name lists of patterns/names/ from their sources.
//
//   npm install @italia-tools/faker@0.2.0-alpha.0 @faker-js/faker@10.6.0 \
//     @zxcvbn-ts/language-it@3.0.2 gender-detection-from-name@1.11.5
//   node build_names.mjs NODE_MODULES OUTPUT_FOLDER
//
// Names are written folded: lower case, no accents, no apostrophes, particles glued ("dangelo").
import { createRequire } from 'node:module';
import { pathToFileURL, fileURLToPath } from 'node:url';
import fs from 'node:fs';
import path from 'node:path';

const [modules, out] = process.argv.slice(2);
const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(path.join(path.resolve(modules), 'x.js'));
const special = { ł: 'l', đ: 'd', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', þ: 'th', ð: 'd' };
const fold = (s) => s.toLowerCase().normalize('NFKD').replace(/[łđøßæœıþð]/g, (c) => special[c])
  .replace(/[^a-z]/g, '');
const single = (s) => !/[ \-\/.]/.test(s.trim());
const lines = (file) => fs.readFileSync(path.join(here, file), 'utf8').split('\n')
  .filter((l) => l && !l.startsWith('#'));

const zxcvbn = require('@zxcvbn-ts/language-it').dictionary;
const faker = await import(pathToFileURL(require.resolve('@faker-js/faker')));
const italia = (name) => {
  const file = path.join(modules, '@italia-tools/faker/dist/lib/data', `${name}.json.cjs`);
  return fs.readFileSync(file, 'utf8');
};

// First names: the weight is a count of births where there is one.
const first = new Map(); // folded -> { m, f, listed }
const add = (name, sex, weight, listed = 0) => {
  const key = fold(name);
  if (key.length < 2 || key.length > 18 || !single(name)) return;
  const row = first.get(key) ?? { m: 0, f: 0, listed: 0 };
  if (sex) row[sex] = Math.max(row[sex], weight);
  row.listed = Math.max(row.listed, listed);
  first.set(key, row);
};
for (const [file, sex] of [['maleFirstNames', 'm'], ['femaleFirstNames', 'f']]) {
  for (const [, value, weight] of italia(file).matchAll(/value:"([^"]+)",weight:(\d+)/g)) {
    add(value, sex, Number(weight));
  }
}
const it = faker.it.person.first_name;
it.male.forEach((n) => add(n, 'm', 12, 12));
it.female.forEach((n) => add(n, 'f', 12, 12));
const rank = new Map(zxcvbn.commonWords.map((w, i) => [fold(w), i]));
for (const n of zxcvbn.firstnames) {
  if (!rank.has(fold(n)) || first.has(fold(n))) add(n, null, 0, 6);
}
const foreign = ['ro', 'pl', 'es', 'fr', 'de', 'pt_BR', 'hr', 'sr_RS_latin', 'hu', 'fr_SN', 'en_IN', 'ar', 'sk'];
for (const k of foreign) {
  const p = faker[k].person.first_name;
  for (const [list, sex] of [[p.male, 'm'], [p.female, 'f']]) {
    (list ?? []).forEach((n) => { if (!rank.has(fold(n))) add(n, sex, 3, 3); });
  }
}
for (const [sex, list] of lines('names/first_names_by_hand.txt').map((l) => l.split(':'))) {
  list.trim().split(/\s+/).forEach((n) => add(n, sex, 24, 24));
}
const residents = fs.readFileSync(path.join(modules, 'gender-detection-from-name/names/it.js'), 'utf8');
for (const [, name, sex] of residents.matchAll(/["']?([\p{L}']+)["']?\s*:\s*["'](male|female|unisex|m|f|u)["']/gu)) {
  if (!rank.has(fold(name))) add(name, sex[0] === 'm' ? 'm' : sex[0] === 'f' ? 'f' : null, 2, 2);
}

// Surnames.
const last = new Map(); // folded -> class 1..6
const surname = (name, cls) => {
  const key = fold(name);
  if (key.length >= 2 && key.length <= 20) last.set(key, Math.max(last.get(key) ?? 0, cls));
};
const provinces = italia('lastNamesByProvince');
for (const [, list] of provinces.matchAll(/surnames:\[([^\]]+)\]/g)) {
  for (const [, n] of list.matchAll(/"([^"]+)"/g)) surname(n, 6);
}
for (const [, n] of italia('lastNames').matchAll(/"([A-Z][^"]+)"/g)) {
  if (!/lastNames|\d/.test(n)) surname(n, 6);
}
faker.it.person.last_name.generic.forEach((n) => surname(n, 5));
zxcvbn.lastnames.forEach((n) => surname(n, 4));
for (const n of lines('names/surnames_by_hand.txt').flatMap((l) => l.split(/\s+/))) {
  if (n) surname(n, n.startsWith('*') ? 6 : 4);
}
const foreignSurnames = ['ro', 'pl', 'es', 'fr', 'de', 'pt_BR', 'pt_PT', 'tr', 'hr', 'sr_RS_latin',
  'hu', 'fr_SN', 'en_IN', 'en_NG', 'ar', 'en'];
for (const k of foreignSurnames) {
  for (const n of faker[k].person.last_name.generic ?? []) {
    if (!rank.has(fold(n)) && single(n)) surname(n, 2);
  }
}

// Common words by rank, without the words that are only names: films speak of John and Maria.
const wordNames = new Set(lines('../names/words_that_are_names.txt').map(fold));
const diminutives = new Set(lines('../names/diminutives.tsv').map((l) => fold(l.split('\t')[0])));
const englishNames = new Set([...faker.en.person.first_name.male, ...faker.en.person.first_name.female].map(fold));
const onlyName = (w, i) => {
  if (i < 150 || wordNames.has(w)) return false;
  if (i > 1500 && diminutives.has(w)) return true;
  const row = first.get(w);
  if (row && (Math.max(row.m, row.f) >= 20 || row.listed >= 6)) return true;
  return i > 300 && englishNames.has(w) && !/[aeiou]$/.test(w);
};
const keptFirst = [...first].filter(([n, r]) => {
  const i = rank.get(n);
  const known = Math.max(r.m, r.f) >= 20 || r.listed >= 6 || wordNames.has(n);
  return i === undefined || known; // a rare "name" that is a common word is a slip of the register
});

const write = (file, head, rows) => fs.writeFileSync(path.join(out, file),
  head.map((l) => `# ${l}\n`).join('') + rows.join('\n') + '\n');
const cls = (n) => Math.max(1, Math.min(9, Math.round(Math.log2(Math.max(2, n)) / 1.5)));
const byText = (a, b) => (a < b ? -1 : 1);

write('first_names.tsv', [
  'First names: folded name, sex (m, f, u = unknown), weight class 1 to 9 (base 2^1.5 of a year of births).',
  'source: npm @italia-tools/faker 0.2.0-alpha.0, @faker-js/faker 10.6.0, @zxcvbn-ts/language-it, gender-detection-from-name; licence: MIT',
  'built by patterns/tools/build_names.mjs',
], keptFirst.map(([n, r]) => {
  const sex = r.m === r.f ? (r.m > 0 ? 'u' : n.endsWith('a') ? 'f' : n.endsWith('o') ? 'm' : 'u') : r.m > r.f ? 'm' : 'f';
  return `${n}\t${sex}\t${cls(Math.max(r.m, r.f, r.listed))}`;
}).sort(byText));
write('surnames.tsv', [
  'Surnames: folded surname with its particle glued on, class 1 (listed abroad) to 6 (among the most frequent of a province).',
  'source: npm @italia-tools/faker 0.2.0-alpha.0, @faker-js/faker 10.6.0, @zxcvbn-ts/language-it (licence: MIT), and names typed by hand',
  'built by patterns/tools/build_names.mjs',
], [...last].map(([n, c]) => `${n}\t${c}`).sort(byText));
const words = [...new Set(zxcvbn.commonWords.map(fold).filter((w, i) => w.length > 1 && !onlyName(w, i)))];
write('common_words.tsv', [
  'Italian words with their rank of frequency, folded, without those that are only names.',
  'source: npm @zxcvbn-ts/language-it (commonWords); licence: MIT',
  'built by patterns/tools/build_names.mjs',
], words.map((w, i) => `${w}\t${i + 1}`).sort(byText));

// What a surname looks like: log odds of beginnings, endings and trigrams, surnames against words.
const features = (w) => {
  const x = `^${w}$`;
  const set = new Set([x.slice(-3), x.slice(-4), x.slice(-5), x.slice(0, 3), x.slice(0, 4)]);
  for (let i = 0; i + 3 <= x.length; ++i) set.add(x.slice(i, i + 3));
  return set;
};
const isWord = new Set(words);
const surnames = [...last].filter(([n, c]) => c >= 4 && n.length >= 4 && !isWord.has(n)).map(([n]) => n);
const plain = words.filter((w) => w.length >= 4 && !last.has(w) && !first.has(w));
const count = (list) => {
  const c = new Map();
  for (const w of list) for (const f of features(w)) c.set(f, (c.get(f) ?? 0) + 1);
  return c;
};
const [inSurnames, inWords] = [count(surnames), count(plain)];
const shapes = [];
for (const f of new Set([...inSurnames.keys(), ...inWords.keys()])) {
  const [a, b] = [inSurnames.get(f) ?? 0, inWords.get(f) ?? 0];
  if (a + b < 6) continue;
  const odds = Math.round(10 * Math.log((a + 0.5) / (surnames.length + 1) / ((b + 0.5) / (plain.length + 1))));
  if (Math.abs(odds) >= 3) shapes.push(`${f}\t${odds}`);
}
write('surname_shapes.tsv', [
  'How much a piece of a word speaks for a surname: piece (^ start, $ end), ten times the natural log of the odds.',
  'source: counted on surnames.tsv (classes 4 and up) against common_words.tsv; licence: MIT',
  'built by patterns/tools/build_names.mjs',
], shapes.sort(byText));
console.log(`first names ${keptFirst.length}, surnames ${last.size}`);
