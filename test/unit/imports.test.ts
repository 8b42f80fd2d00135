/** The imports of the product point one way: no file needs itself, and each part only the parts that it may. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../harness/manifests.ts';

/** What a part may import beside itself; a part within another is named by its folder. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  core: ['core/yaml', 'core/model', 'shared'],
  server: ['core', 'core/yaml', 'core/model', 'shared'],
  cluster: ['core', 'core/yaml', 'core/model', 'shared'],
  cli: ['core', 'core/yaml', 'core/model', 'shared'],
  'cluster/applyFlow': ['cluster', 'core/yaml', 'core/model', 'shared'],
  'core/yaml': ['shared'],
  'core/model': ['core', 'core/yaml', 'shared'],
  client: ['cluster', 'cluster/applyFlow', 'core/yaml', 'core/model', 'shared'],
  tools: ['core', 'core/yaml', 'core/model', 'shared'],
  scripts: ['core', 'core/yaml', 'core/model', 'tools', 'shared', 'test'],
};

const parts = Object.keys(allowed).sort((one, other) => other.length - one.length);
const partOf = (file: string): string =>
  parts.find((part) => file.startsWith(`${part}/`)) ?? file.split('/', 1)[0] ?? '';

const files = globSync('{shared,core,cluster,server,cli,client,tools,scripts}/**/*.ts', {
  cwd: repositoryRoot,
})
  .filter((file) => !/\.test\.ts$|\/testing\.ts$|node_modules/.test(file))
  .sort();
const imports = new Map(files.map((file) => [file, importsOf(file)]));

/** Types as well: a file that needs a type of another is read with it. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(repositoryRoot, file), 'utf8');
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.') && name.endsWith('.ts'))
    .map((name) => normalize(join(dirname(file), name)));
}

test('each part imports only the parts that it may', () => {
  const wrong = [...imports].flatMap(([file, names]) =>
    names
      .filter((name) => partOf(name) !== partOf(file))
      .filter((name) => !allowed[partOf(file)]?.includes(partOf(name)))
      .map((name) => `${file} imports ${name}`),
  );
  expect(wrong).toEqual([]);
});

test('no file imports itself, in however many steps', () => {
  expect(circlesIn(imports)).toEqual([]);
});

test('a circle is found and named', () => {
  const round = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', ['a']],
    ['d', []],
  ]);
  expect(circlesIn(round)).toEqual(['a -> b -> c -> a']);
});

function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start !== -1) circles.push([...path.slice(start), file].join(' -> '));
    if (start !== -1 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return circles;
}
