/** Regular expressions that a repository brings along: the server answers, and says what it does not check. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { DocumentDiagnosticReport } from 'vscode-languageserver';
import { AttackServer } from '../attack/harness/attackServer.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { crdText } from '../harness/crdText.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function start(files: Record<string, string>, settings?: unknown): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'dpm-patterns-'));
  closers.push(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const server = await AttackServer.start({ folder, ...(settings !== undefined && { settings }) });
  closers.push(() => server.stop());
  return {
    server,
    async check(name, text) {
      const uri = pathToFileURL(join(folder, name)).href;
      server.open(uri, text);
      const report = await server.ask<DocumentDiagnosticReport>('diagnostic', uri);
      return report.kind === 'full'
        ? report.items.map(({ range, code, severity }) =>
            [range.start.line + 1, severity, code].join(' '),
          )
        : [];
    },
  };
}

interface Opened {
  readonly server: AttackServer;
  /** `LINE SEVERITY CODE` of each report on a file that is opened with the text. */
  check(name: string, text: string): Promise<string[]>;
}

const crd = (...patterns: string[]): string => {
  const field = (pattern: string, at: number): string =>
    `f${at}: { type: string, pattern: ${JSON.stringify(pattern)} }`;
  return crdText({ group: 'example.com', kind: 'Job', fields: patterns.map(field).join('\n') });
};
const job = (...values: string[]): string =>
  `apiVersion: example.com/v1\nkind: Job\nmetadata: { name: a }\nspec:\n${values.map((value, at) => `  f${at}: "${value}"`).join('\n')}\n`;
const long = 'a'.repeat(50_000);
const slow = ['(a+)+$', '^(a|aa)+$', '^(\\w+\\s?)*$', '(.*)*b'];

test('patterns of a CRD in the workspace that stop other engines are checked', async () => {
  const { check } = await start({});
  expect(await check('crd.yaml', crd(...slow))).toEqual([]);
  const wrong = slow.map(() => `${long}!`);
  expect(await check('job.yaml', job(...wrong))).toEqual(
    slow.map((_, at) => `${at + 5} 1 value-pattern`),
  );
  expect(await check('fits.yaml', job(long, long, long, `${long}b`))).toEqual([]);
});

test("and those of a chart's values.schema.json", async () => {
  const schema = {
    type: 'object',
    properties: { a: { type: 'string', pattern: '(a+)+$' }, b: { pattern: '^(?!x)' } },
  };
  const { server, check } = await start({
    'Chart.yaml': 'apiVersion: v2\nname: mine\nversion: 1.0.0\n',
    'values.schema.json': JSON.stringify(schema),
  });
  expect(await check('values.yaml', `a: "${long}!"\nb: text\n`)).toEqual(['1 1 value-pattern']);
  const told = server.logged.filter((line) => line.includes('not checked against the pattern'));
  expect(told).toEqual([
    'mine chart: values are not checked against the pattern "^(?!x)": invalid or unsupported Perl syntax: `(?!`',
  ]);
});

test('and those of a JSON Schema that the settings name', async () => {
  const schema = {
    type: 'object',
    properties: {
      spec: { type: 'object', properties: { f0: { type: 'string', pattern: '(a+)+$' } } },
    },
  };
  const files = [{ file: 'job.json', group: 'example.com', version: 'v1', kind: 'Job' }];
  const { check } = await start({ 'job.json': JSON.stringify(schema) }, { schemas: { files } });
  // The file is read while the first requests are answered.
  const found: string[] = [];
  await waitUntil('the schema of the settings', async () => {
    found.splice(0, found.length, ...(await check('job.yaml', job(`${long}!`))));
    return !found.includes('2 4 unknown-kind');
  });
  expect(found).toEqual(['5 1 value-pattern']);
});

test('a pattern that the API server refuses is an error in its CRD, one too large for us is told', async () => {
  const { check } = await start({});
  const file = crd('^(?!a)', 'a{1000}'.repeat(100), '^[a-z]+$', '^(a)\\1$');
  expect(await check('crd.yaml', file)).toEqual([
    '22 1 crd-pattern',
    '23 3 crd-pattern-unchecked',
    '25 1 crd-pattern',
  ]);
  expect(await check('job.yaml', job('x', 'x', 'X', 'x'))).toEqual(['7 1 value-pattern']);
});
