/**
 * What lies beside the checkout (`../shared`: strangers' files, the bench) is on few machines. So that `npm test` is the
 * same run everywhere, only the corpus suites, the bench, the attack programs and the importers may name it.
 */
import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../harness/manifests.ts';

const mayName = [
  'test/harness/corpus.ts',
  'test/unit/corpus*.test.ts',
  'scripts/bench.ts',
  'scripts/attack.ts',
  'test/attack/**',
  'tools/schemas/import*.ts',
  'test/unit/besideCheckout.test.ts',
];

test('nothing but the corpus suites, the bench, the attack programs and the importers names the folder', () => {
  const allowed = new Set(globSync(mayName, { cwd: repositoryRoot }));
  const files = globSync(
    [
      '*',
      '{cli,client,cluster,core,docs,samples,schemas,scripts,server,shared,snippets,test,tools,.github}/**/*',
    ],
    { cwd: repositoryRoot },
  )
    .filter((file) => /\.(m?[jt]s|go|json|md|sh|ya?ml)$/.test(file) && !allowed.has(file))
    .filter((file) => statSync(join(repositoryRoot, file)).isFile());
  expect(files.length).toBeGreaterThan(500);
  expect(
    files.flatMap((file) => places(file, readFileSync(join(repositoryRoot, file), 'utf8'))),
  ).toEqual([]);
});

test('each way to name the folder is found', () => {
  const found = (code: string, file = 'test/unit/a.test.ts'): number => places(file, code).length;
  expect(found("join(repositoryRoot, '../shared/corpus')")).toBe(1);
  expect(found("path.resolve(import.meta.dirname, '../../../shared/upstream')")).toBe(1);
  expect(found("new URL('../../../shared', import.meta.url)")).toBe(1);
  expect(found("join(dirname(root), 'shared')")).toBe(1);
  expect(found("join(root, '..', 'shared', 'corpus')")).toBe(1);
  expect(found('`${root}/../shared/cases`')).toBe(1);
  expect(found("join(home, 'shared/upstream/crds')")).toBe(1);
  expect(found('It reads ../shared/corpus.', 'docs/page.md')).toBe(1);
});

test('the folder shared/ of the repository is not meant', () => {
  const found = (code: string, file = 'test/unit/a.test.ts'): number => places(file, code).length;
  expect(found("import { gvkKey } from '../../shared/gvk.ts';")).toBe(0);
  expect(found("import { linesOf } from '../core/yaml/lines.ts';", 'scripts/a.ts')).toBe(0);
  expect(found("import type { Schema } from './shared/schema.ts';")).toBe(0);
  expect(found("configMap('shared', 'ours')")).toBe(0);
  expect(
    found('The protocol stands in [protocol.ts](../shared/protocol.ts).', 'docs/page.md'),
  ).toBe(0);
});

/** `../shared` however deep; whether it leaves the repository depends on the file that says it. */
const relativePath = /(?<!\.\.\/)(?:\.\.\/)+shared\b/g;
/** A step up, and the folder named by itself, on one line. */
const stepUp = /\bdirname\(|['"`]\.\.['"`/]/;
const byItself = /['"`]shared\b/;
/** A folder that the repository's own shared/ does not have. */
const children = /\bshared\/(?:attack|bench|cases|cluster|corpus|design|upstream)\b/;

/** `FILE:LINE text` of the places that name the folder. */
function places(file: string, text: string): string[] {
  if (!text.includes('shared')) return [];
  const own = join(repositoryRoot, 'shared');
  const folder = dirname(join(repositoryRoot, file));
  return text.split('\n').flatMap((line, index) => {
    const leaves = (line.match(relativePath) ?? []).some((path) => resolve(folder, path) !== own);
    const climbs = stepUp.test(line) && byItself.test(line);
    if (!leaves && !climbs && !children.test(line)) return [];
    return [`${file}:${String(index + 1)} ${line.trim()}`];
  });
}
