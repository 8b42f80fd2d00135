import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { expect, test } from 'vitest';
import { expandSnippet, parseSnippet, readSnippets, snippetsJson } from './generateSnippets.ts';

const snippets = readSnippets();

test('the committed snippets are those of the schema folders', () => {
  const file = path.resolve(import.meta.dirname, '../snippets/manifests.json');
  expect(readFileSync(file, 'utf8'), 'run: node scripts/generateSnippets.ts').toBe(
    snippetsJson(snippets),
  );
});

test('a stop expands to its default wherever it stands, a choice to its first value', () => {
  const body = [
    'a: ${1:one}',
    'b: ${2|x,y|}',
    'c: $1-${1}',
    'd: \\${3} $(date) {{\\$appName}}',
    'e: $0',
  ];
  expect(expandSnippet(body)).toBe('a: one\nb: x\nc: one-one\nd: ${3} $(date) {{$appName}}\ne: \n');
});

test('a header that lacks the prefix is refused with the name of the file', () => {
  expect(() => parseSnippet('x.yaml', '# name: X\n# description: Y\n\nkind: Pod\n')).toThrow(
    'x.yaml',
  );
});

test.each(snippets.map((each) => [each.prefix, each] as const))(
  '%s expands to manifests, or values of a chart, without a YAML error',
  (_prefix, snippet) => {
    const documents = parseAllDocuments(expandSnippet(snippet.body));
    expect(documents).not.toHaveLength(0);
    for (const document of documents) {
      if (!('errors' in document)) continue;
      expect(document.errors).toEqual([]);
      expect(JSON.stringify(document.toJS())).not.toMatch(/\$\{\d/);
      if (snippet.body[0]?.startsWith('# chart: ')) continue;
      expect(document.toJS()).toMatchObject({
        apiVersion: expect.any(String) as string,
        kind: expect.any(String) as string,
        metadata: expect.toSatisfy(isNamed) as object,
      });
    }
  },
);

function isNamed({ name, generateName }: { name?: string; generateName?: string }): boolean {
  return /^[a-z0-9-]+$/.test(name ?? generateName ?? '');
}
