// tests/report/audit_page.mjs PROGRAM SOURCES WORK [--pictures DIR]: the audit page of the invented town, as a
// person meets it: no barrier that axe finds (WCAG 2.1 A and AA), wide, narrow (320 CSS pixels) and printed on A4,
// in Italian and English; nothing is loaded from anywhere; no script. Exit 77: a browser is missing.
import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

const [program, sources, work, flag, pictures] = process.argv.slice(2);
const require = createRequire(path.join(sources, 'tests/tools/package.json'));

function findBrowser() {
    const names = [process.env.OBLIO_CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'].filter(Boolean);
    for (const name of names) {
        for (const folder of ['', ...(process.env.PATH ?? '').split(':')]) {
            const file = path.resolve(folder || '/', name);
            if (existsSync(file)) {
                return file;
            }
        }
    }
    console.log('skipped: no Chromium on this machine (./dev test installs it where it can)');
    process.exit(77);
}

function oblio(arguments_, allowed = [0]) {
    try {
        return execFileSync(program, arguments_, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
    } catch (failed) {
        if (allowed.includes(failed.status)) {
            return failed.stdout;
        }
        throw new Error(`oblio ${arguments_.join(' ')}: exit ${failed.status}\n${failed.stderr}`);
    }
}

function exports_of(folder) {
    return readdirSync(folder).flatMap(name => {
        const file = path.join(folder, name);
        return statSync(file).isDirectory() ? exports_of(file) : [file];
    });
}

/** An archive of the town in which something of everything has happened, and its two pages. */
function makePages() {
    rmSync(work, {recursive: true, force: true});
    mkdirSync(work, {recursive: true});
    const archive = path.join(work, 'archive');
    const town = path.join(sources, 'fixtures/town/seed1');
    oblio(['init', '-a', archive, '--policy', path.join(sources, 'patterns/policies/somma-lombardo.json')]);
    oblio(['import', '-a', archive, path.join(town, 'town.jsonl')], [0, 1]);
    oblio(['consent', 'import', '-a', archive, path.join(town, 'consents.json'), '--by', 'privacy']);
    const threads = JSON.parse(oblio(['retention', '-a', archive, '--json', '--as-of', '2026-10-15'], [0, 1])).threads;
    oblio(['retention', 'hold', 'add', '-a', archive, threads[0].thread, '--reason', 'ricorso al TAR n. 12/2026',
        '--until', '2026-12-31', '--by', 'privacy']);
    oblio(['retention', 'hold', 'add', '-a', archive, threads[1].thread, '--ground', 'protocol', '--reason',
        'prot. 4471/2026', '--by', 'privacy']);
    const records = readFileSync(path.join(town, 'town.jsonl'), 'utf8').split('\n').filter(Boolean).map(JSON.parse);
    const comments = records.filter(record => record.kind === 'comment').slice(0, 4);
    ['deleted', 'warned', 'reported', 'hidden'].forEach((outcome, at) =>
        oblio(['moderation', 'add', '-a', archive, comments[at].id, '--outcome', outcome, '--by', 'redazione']));
    const subject = path.join(work, 'subject.json');
    writeFileSync(subject, JSON.stringify({name: 'Nessuno Qualunque', emails: ['nessuno@posta.example']}));
    oblio(['request', 'open', '-a', archive, '--subject', subject, '--channel', 'pec', '--received', '2026-08-20',
        '--by', 'privacy']);
    // A first audit, so that the second one can say what has changed.
    const monthAgo = new Date(Date.now() - 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    oblio(['audit', '-a', archive, '--json', path.join(work, 'first.json'), '--as-of', monthAgo], [0, 1]);
    return ['it', 'en'].map(language => {
        const page = path.join(work, `audit-${language}.html`);
        oblio(['audit', '-a', archive, '--out', page, '--lang', language, '--by', 'dpo', '--dry-run'], [0, 1]);
        return {language, page};
    });
}

const views = [
    {name: 'wide', viewport: {width: 1280, height: 900}, media: 'screen'},
    {name: 'narrow', viewport: {width: 320, height: 720}, media: 'screen'},
    {name: 'print', viewport: {width: 794, height: 1123}, media: 'print'},
];

async function look(browser, axe, page_of, view) {
    const problems = [];
    const page = await browser.newPage({viewport: view.viewport, javaScriptEnabled: true});
    page.on('request', request => {
        if (request.url() !== pathToFileURL(page_of.page).href) {
            problems.push(`loads ${request.url().slice(0, 80)}`);
        }
    });
    await page.emulateMedia({media: view.media});
    await page.goto(pathToFileURL(page_of.page).href);
    if (await page.locator('script').count() > 0) {
        problems.push('has a script');
    }
    if (pictures) {
        const file = path.join(pictures, `audit-${page_of.language}-${view.name}`);
        await page.screenshot({path: `${file}.png`, fullPage: true});
        if (view.media === 'print') {
            await page.pdf({path: `${file}.pdf`, format: 'A4', preferCSSPageSize: true});
        }
    }
    await page.evaluate(axe);
    const result = await page.evaluate(() => globalThis.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
        resultTypes: ['violations'],
    }));
    for (const violation of result.violations) {
        problems.push(`${violation.id}: ${violation.help} (${violation.nodes.length}): ${violation.nodes[0].html.slice(0, 160)}`);
    }
    // WCAG 2.1, 1.4.10: at 320 pixels only tables may ask to be scrolled sideways.
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth);
    if (view.name === 'narrow' && overflow > 0) {
        problems.push(`is ${overflow} pixels wider than the screen`);
    }
    await page.close();
    return {problems, passes: result.passes?.length ?? 0};
}

/** The control: a page with barriers is not passed. */
async function control(browser, axe) {
    const page = path.join(work, 'control.html');
    writeFileSync(page, '<!doctype html><title></title><img src="data:,"><p style="color:#bbb">pale</p>');
    const {problems} = await look(browser, axe, {page, language: 'control'}, views[0]);
    if (!problems.some(one => one.startsWith('image-alt')) || !problems.some(one => one.startsWith('color-contrast'))) {
        throw new Error(`the check does not see barriers: ${problems.join('; ')}`);
    }
}

const executablePath = findBrowser();
const {chromium} = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
if (flag === '--pictures') {
    mkdirSync(pictures, {recursive: true});
}
const pages = makePages();
const browser = await chromium.launch({executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : []});
let failed = false;
try {
    await control(browser, axe);
    for (const page of pages) {
        for (const view of views) {
            const {problems} = await look(browser, axe, page, view);
            failed ||= problems.length > 0;
            console.log(`${page.language} ${view.name}: ${problems.length === 0 ? 'no barrier found' : problems.join('\n  ')}`);
        }
    }
} finally {
    await browser.close();
}
process.exit(failed ? 1 : 0);
