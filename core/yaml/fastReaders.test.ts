// The fast readers say what the one reader says, or nothing.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filesBelow, repositoryRoot } from '../../test/harness/manifests.ts';
import { seededEdits } from '../../test/harness/seededEdits.ts';
import { parseManifest } from '../model/manifestDocuments.ts';
import { readTypeMeta } from '../model/writtenTypeMeta.ts';
import { get, text as textOf } from './node.ts';
import { parse } from './parse.ts';
import { readPlainYaml } from './plainYaml.ts';
import { splitDocuments } from './splitDocuments.ts';

const texts = ['samples', 'schemas']
  .flatMap((folder) => filesBelow(`${repositoryRoot}/${folder}`))
  .map((file) => readFileSync(file, 'utf8'))
  .filter(({ length }) => length < 20_000);
const edited = seededEdits(texts, { count: 2_000, seed: 13 }).flatMap(splitDocuments);
const isReadable = (text: string) => parse(text).problems.every(({ isAccepted }) => isAccepted);

test('plain YAML is read as the one reader reads it, or not at all', () => {
  let read = 0;
  for (const text of edited.filter(isReadable)) {
    const value = readPlainYaml(text);
    if (value === undefined) continue;
    read++;
    expect(value, text).toEqual(parseManifest(text));
  }
  expect(read).toBeGreaterThan(200);
});

test('apiVersion and kind that are read from the lines are those of the tree', () => {
  let read = 0;
  for (const text of edited.filter(isReadable)) {
    const { root } = parse(text);
    const typeMeta = readTypeMeta(text);
    for (const name of ['apiVersion', 'kind'] as const) {
      const written = typeMeta[name]?.value;
      const value = textOf(get(root, name));
      if (!written || value === undefined) continue;
      read++;
      expect(written, text).toBe(value);
    }
  }
  expect(read).toBeGreaterThan(200);
});
