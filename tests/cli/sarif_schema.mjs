// tests/cli/sarif_schema.mjs PROGRAM: what `scan` and `check` print as SARIF holds against the schema of
// SARIF 2.1.0, as the package @microsoft/jest-sarif carries it, and against what the standard asks beyond it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../tools/package.json', import.meta.url));
const fromJest = createRequire(require.resolve('@microsoft/jest-sarif'));
const Ajv = fromJest('ajv');
const schema = JSON.parse(readFileSync(
  require.resolve('@microsoft/jest-sarif').replace(/index\.js$/, 'schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
const ajv = new Ajv({ schemaId: 'id', meta: false, allErrors: true, format: 'full' });
ajv.addMetaSchema(fromJest('ajv/lib/refs/json-schema-draft-04.json'));
const validate = ajv.compile(schema);

let failures = 0;
const expect = (holds, what) => {
  if (!holds) {
    failures += 1;
    console.log(`FAILED: ${what}`);
  }
};

const program = process.argv[2];
function sarif(name, args, input) {
  const run = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  expect(run.status !== 2, `${name}: exit ${run.status}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

// What the schema cannot say. The numbers are sections of the standard.
function beyondSchema(name, log, text) {
  const run = log.runs[0];
  const rules = run.tool.driver.rules;
  expect(new Set(rules.map((rule) => rule.id)).size === rules.length, `${name}: rule ids are unique (3.19.23)`);
  expect(run.columnKind === 'unicodeCodePoints', `${name}: says how columns count (3.14.17)`);
  for (const result of run.results) {
    expect(rules[result.ruleIndex]?.id === result.ruleId, `${name}: ruleIndex names the rule (3.27.6)`);
    expect(result.message.text.length > 0, `${name}: a message has text (3.11.8)`);
    for (const { physicalLocation } of result.locations) {
      const { artifactLocation, region } = physicalLocation;
      expect(!/[\s\\]/.test(artifactLocation.uri) && new URL(artifactLocation.uri, 'file:///base/'),
        `${name}: the uri is a URI reference (3.4.3)`);
      const whole = region.charOffset === undefined || text === undefined ||
        region.charOffset + region.charLength <= [...text].length;
      expect(whole, `${name}: the region lies in the text (3.30.9)`);
      expect(region.charOffset !== undefined || region.startLine >= 1, `${name}: a region has a place (3.30.1)`);
    }
  }
}

function check(name, args, input, text) {
  const log = sarif(name, args, input);
  expect(validate(log), `${name}: ${ajv.errorsText(validate.errors)}`);
  beyondSchema(name, log, text);
  return log;
}

const draft = 'Ieri Ada Fittizia (316 555 0101, «ada@posta.example») è stata dimessa: ha il diabete \u{1F600} "\\ e\t';
const scan = check('scan of a text', ['scan', '--plain', '--format', 'sarif', '-'], draft, draft);
expect(scan.runs[0].results.length >= 3, 'there is something to look at');
const lines = `${JSON.stringify({ id: 'a b/ü', text: draft, author_name: 'Ugo Prova 316 555 0102' })}\n{"id":"b","text":""}\n`;
check('scan of records', ['scan', '--format', 'sarif'], lines);
check('scan of nothing', ['scan', '--plain', '--format', 'sarif'], 'niente');
check('scan with values', ['scan', '--plain', '--format', 'sarif', '--show-values'], draft, draft);
const checked = check('check', ['check', '--format', 'sarif', '--lang', 'it'], draft, draft);
expect(checked.runs[0].results.some((result) => result.level === 'error'), 'what blocks is an error');
expect(checked.runs[0].results.some((result) => result.level === 'warning'), 'what warns is a warning');
check('check in English', ['check', '--format', 'sarif', '--lang', 'en'], draft, draft);
check('check of nothing', ['check', '--format', 'sarif'], 'niente');

// The validator can say no.
for (const [what, spoil] of [
  ['a result without its message', (log) => { delete log.runs[0].results[0].message; }],
  ['an unknown member', (log) => { log.runs[0].found = 1; }],
  ['a level that there is not', (log) => { log.runs[0].results[0].level = 'severe'; }],
  ['a negative offset', (log) => { log.runs[0].results[0].locations[0].physicalLocation.region.charOffset = -2; }],
  ['another version', (log) => { log.version = '2.0.0'; }],
]) {
  const log = structuredClone(checked);
  spoil(log);
  expect(!validate(log), `the schema refuses ${what}`);
}
console.log(failures === 0 ? 'SARIF holds against its schema' : `${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
