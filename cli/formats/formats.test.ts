/** What each format makes of the same findings. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import { expect, test } from 'vitest';
import type { FileFinding, Finding } from '../check/finding.ts';
import { doubtful, folderWith, wrong } from '../testing.ts';
import { formatNames, type Outcome } from './format.ts';
import { formats } from './index.ts';

const require = createRequire(import.meta.url);

const place = { line: 5, column: 1, endLine: 5, endColumn: 4 };
const base: FileFinding = {
  ...place,
  code: 'unknown-field',
  severity: 'error',
  message: 'there is no field "dat" here',
  object: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'settings' },
  related: [],
  fingerprint: 'f00d',
};
const findings: Finding[] = [
  { ...base, path: '/repo/app/a b.yaml', page: 'https://example.com/rules#unknown-field' },
  {
    ...base,
    path: '/repo/app/é,:%.yaml',
    code: 'selector-mismatch',
    severity: 'warning',
    message: '100%: <a> & "b"',
    endLine: 7,
    related: [{ ...place, path: '/repo/labels.yaml', message: 'label of the pods' }],
  },
  { ...base, path: '/elsewhere/c.yaml', severity: 'hint', object: {} },
];
const outcome: Outcome = {
  version: '1.2.3',
  files: ['/repo/app/a b.yaml', '/repo/app/é,:%.yaml', '/repo/good.yaml', '/elsewhere/c.yaml'],
  findings,
  problems: [{ path: '/repo/big.yaml', findings: [], problem: 'it has 5.0 MB' }],
  failOn: 'error',
  cwd: '/repo/app',
  root: '/repo',
  isColored: false,
};
const nothing: Outcome = { ...outcome, findings: [], problems: [], files: [] };

test.each(formatNames)('%s has its lines in docs/cli.md', (name) => {
  const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
  const options = page.split('\n').find((line) => line.startsWith('| `--format FORMAT`'));
  expect(options, 'the table of options').toContain(`\`${name}\``);
  expect(page, 'the list below "Formats"').toContain(`\n- **${name}**: `);
});

test('text: a line for each finding, those that belong to it below', () => {
  expect(formats.text(outcome)).toBe(
    [
      'a b.yaml:5:1: error: there is no field "dat" here [unknown-field]',
      'é,:%.yaml:5:1: warning: 100%: <a> & "b" [selector-mismatch]',
      '  /repo/labels.yaml:5:1: label of the pods',
      '/elsewhere/c.yaml:5:1: hint: there is no field "dat" here [unknown-field]',
      '',
    ].join('\n'),
  );
  expect(formats.text(nothing)).toBe('');
});

test('text: colours on a terminal only, and not with NO_COLOR', async () => {
  const { dpm } = folderWith({ 'a.yaml': wrong });
  const lines = async (isTerminal: boolean, env: Record<string, string>): Promise<string> => {
    let text = '';
    const write = (more: string): void => {
      text += more;
    };
    await dpm(['check'], { env, out: { isTerminal, write } });
    return text;
  };
  expect(await lines(true, {})).toContain('\u001B[31merror\u001B[0m');
  expect(await lines(true, { NO_COLOR: '1' })).not.toContain('\u001B');
  expect(await lines(false, {})).not.toContain('\u001B');
});

test('text: a name of a file writes nothing of its own to a terminal', () => {
  const path = '/repo/app/\u001B[2Jx\n.yaml';
  expect(formats.text({ ...outcome, findings: [{ ...base, path }] })).toBe(
    '<U+001B>[2Jx .yaml:5:1: error: there is no field "dat" here [unknown-field]\n',
  );
});

test('json: all there is', () => {
  const read = JSON.parse(formats.json(outcome)) as { findings: object[] };
  expect(read).toMatchObject({
    version: '1.2.3',
    summary: { files: 4, error: 1, warning: 1, information: 0, hint: 1, problems: 1 },
    problems: [{ path: '/repo/big.yaml', message: 'it has 5.0 MB' }],
  });
  expect(read.findings[0]).toEqual({ ...findings[0], path: 'a b.yaml' });
  expect(JSON.parse(formats.json(nothing))).toMatchObject({ findings: [], problems: [] });
});

test('github: a line for each, escaped', () => {
  expect(formats.github(outcome).split('\n')).toEqual([
    '::error file=big.yaml,title=not checked::it has 5.0 MB',
    '::error file=app/a b.yaml,line=5,endLine=5,col=1,endColumn=4,title=unknown-field::there is no field "dat" here',
    '::warning file=app/é%2C%3A%25.yaml,line=5,endLine=7,title=selector-mismatch::100%25: <a> & "b"',
    '::notice file=/elsewhere/c.yaml,line=5,endLine=5,col=1,endColumn=4,title=unknown-field::there is no field "dat" here',
    '',
  ]);
});

test('junit: well-formed, with the counts of its cases, and without what XML cannot hold', () => {
  const odd: Finding = { ...base, path: '/repo/"<&\u0001>.yaml', message: 'a\u0000\uD800b\uFFFFc' };
  const files = [...outcome.files, odd.path];
  const text = formats.junit({ ...outcome, files, findings: [...findings, odd] });
  const { counts, texts, names } = readXml(text);
  expect(counts).toEqual({
    testsuites: 1,
    testsuite: 6,
    testcase: 6,
    failure: 2,
    error: 1,
    'system-out': 2,
  });
  expect(text).toContain('<testsuites name="dpm check" tests="6" failures="2" errors="1">');
  expect(names).toContain('/repo/"<&>.yaml');
  expect(texts.some((each) => each.includes(': a\uFFFDbc ['))).toBe(true);
  expect(readXml(formats.junit(nothing)).counts).toEqual({ testsuites: 1 });
});

test('junit: --fail-on decides what is a failure', () => {
  expect(readXml(formats.junit({ ...outcome, failOn: 'hint' })).counts.failure).toBe(3);
  expect(readXml(formats.junit({ ...outcome, failOn: 'never' })).counts.failure).toBeUndefined();
});

/** How many elements there are, their texts, and the names of the suites. Throws where the text is not well-formed. */
function readXml(text: string) {
  const { parser } = require('sax') as {
    parser(isStrict: boolean): {
      onopentag?: (tag: { name: string; attributes: Record<string, string> }) => void;
      ontext?: (text: string) => void;
      onerror?: (error: Error) => void;
      write(text: string): { close(): void };
    };
  };
  const counts: Record<string, number> = {};
  const texts: string[] = [];
  const names: string[] = [];
  const sax = parser(true);
  sax.onerror = (error) => {
    throw error;
  };
  sax.ontext = (each) => texts.push(each);
  sax.onopentag = ({ name, attributes }) => {
    counts[name] = (counts[name] ?? 0) + 1;
    if (name === 'testsuite') names.push(attributes.name ?? '');
  };
  sax.write(text).close();
  return { counts, texts, names };
}

const schemaFile = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Ajv({ schemaId: 'auto', meta: false, unknownFormats: 'ignore' });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json') as object);
const isSarif = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);

function sarif(from: Outcome): {
  runs: { results: object[]; tool: { driver: { rules: object[] } } }[];
} {
  const read = JSON.parse(formats.sarif(from)) as ReturnType<typeof sarif>;
  isSarif(read);
  expect(isSarif.errors ?? []).toEqual([]);
  return read;
}

test('sarif: as its schema wants it, with places from the root of the repository', () => {
  const [run] = sarif(outcome).runs;
  expect(run?.results[0]).toEqual({
    ruleId: 'unknown-field',
    ruleIndex: 1,
    level: 'error',
    message: { text: 'there is no field "dat" here' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'app/a%20b.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 5, startColumn: 1, endLine: 5, endColumn: 4 },
        },
        logicalLocations: [
          { name: 'settings', fullyQualifiedName: 'ConfigMap/shop/settings', kind: 'resource' },
        ],
      },
    ],
    partialFingerprints: { 'dpm/v1': 'f00d' },
  });
  expect(run?.results[2]).toMatchObject({
    level: 'note',
    locations: [{ physicalLocation: { artifactLocation: { uri: 'file:///elsewhere/c.yaml' } } }],
  });
  sarif(nothing);
});

test('sarif: each rule that is used has its help', () => {
  const rules = sarif(outcome).runs[0]?.tool.driver.rules ?? [];
  expect(rules).toHaveLength(2);
  expect(rules[1]).toMatchObject({
    id: 'unknown-field',
    helpUri: 'https://example.com/rules#unknown-field',
    defaultConfiguration: { level: 'error' },
  });
  for (const rule of rules) expect(rule).toHaveProperty('help.markdown');
});

test('sarif: what the program finds is as the schema wants it, too', async () => {
  const { dpm } = folderWith({ 'a.yaml': wrong, 'b.yaml': doubtful });
  const { out } = await dpm(['check', '--format', 'sarif']);
  isSarif(JSON.parse(out));
  expect(isSarif.errors ?? []).toEqual([]);
});

test('no format tells a secret of a manifest', async () => {
  const secret = 'hunter2-is-it';
  const manifest = `apiVersion: v1
kind: Secret
metadata: { name: a }
stringData: { password: ${secret} }
type: ${secret}
data: { token: ${secret} }
immutable: ${secret}
---
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1
      env: [{ name: DB_PASSWORD, valeu: ${secret} }, { name: DB_PASSWORD, value: ${secret} }]
      command: [sh, --password=${secret}]
      ${secret}: 1
`;
  const { dpm } = folderWith({ 'a.yaml': manifest });
  for (const format of ['text', 'json', 'sarif', 'github', 'junit']) {
    const { out, err, code } = await dpm(['check', '--format', format]);
    expect(code).toBe(1);
    expect(out + err, format).not.toContain(secret);
  }
});
