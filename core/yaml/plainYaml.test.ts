import { expect, test } from 'vitest';
import { tooFastGrowth } from '../../test/harness/growth.ts';
import { parseManifest } from '../model/manifestDocuments.ts';
import { readPlainYaml } from './plainYaml.ts';

const readable = [
  'a: 1\nb:\n  c: text with spaces\n  d: [] \n  e: {}\n',
  'a:\n- b: 1\n  c: 2\n-   d: 3\n    e:\n    - f\nz: 1\n',
  'a:\n  - b\n  -\n    c: 1\n',
  'a: |\n  one\n   two\n\n  three\n\n\nb: |-\n  x\nc: >-\n  folded\n  text\n\n  new line\n',
  'description: APIVersion defines\n  the versioned schema\n  of it\nnext: yes\n',
  `a: 'it''s'\nb: "x\\n\\"y\\" \\u00e9"\nc: 'two\n  lines'\nd: "two\n\n  lines"\n`,
  'a: "long \\\n  line"\nb: "blank\\\n  \\ kept"\n',
  '---\n# comment\na: 0644\nb: 1.5\nc: null\nd:\ne: ~\n"quoted key": 1\n$ref: x\n',
  'a:\r\n  b: 1\r\n',
  'a: [1, "x", {"b": null}]\nb: {"c": {"d": [1.5, true]}}\n',
  `a: 'x\\\n  y'\n`,
  'a: -1\nb: "-1"\nc: no\nd: 2024-01-01\ne: http://x:80/y\n',
];

test.each(readable)('reads what a parser reads: %j', (text) => {
  const value = readPlainYaml(text);
  expect(value).toBeDefined();
  expect(value).toEqual(parseManifest(text));
});

const left = [
  'a: &x 1\nb: *x\n',
  'a: { b: 1 }\n',
  'a: [1, 2,]\n',
  'a: "b" # comment\n',
  'a: {"<<": {"b": 1}}\n',
  'a: !tag b\n',
  '<<: *x\n',
  'a: 1\na: 2\n',
  'a: 1 # comment\n',
  '? a\n: b\n',
  'a:\n\tb: 1\n',
  'a: |2\n    x\n',
  '- - a\n',
  'a: b\n  c: d\n',
  'a: "open\n',
  'a: 1\n  b: 2\n',
  'yes: 1\n',
  'a: x\n\n  y\n',
  '"a\\n": 1\n',
  'text\n',
];

test.each(left)('leaves to a parser what is more than plain: %j', (text) => {
  expect(readPlainYaml(text)).toBeUndefined();
});

test.each(['  x\n', '  \\"\n', '  a\\\n'])(
  'the time of a long text between quotes grows with the text: lines of %j',
  async (line) => {
    const make = (count: number): string => `a: "${line.repeat(count)}`;
    expect(await tooFastGrowth({ make, work: readPlainYaml, count: 4000 })).toBeUndefined();
  },
);
