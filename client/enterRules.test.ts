import { expect, test } from 'vitest';
import { enterRules } from './enterRules.ts';

/** The column of the cursor after Enter at the end of the line, with an indentation of two. */
function columnAfter(line: string): number {
  const rule = enterRules.find(({ before }) => before.test(line));
  const column = line.length - line.trimStart().length;
  return column + (rule?.isDeeper ? 2 : 0) + (rule?.append.length ?? 0);
}

test.each([
  ['spec:', 2],
  ['  labels:   ', 4],
  ['spec: # what is wanted', 2],
  ['  base: &base', 4],
  ['  script: |-', 4],
  ['  "quoted key":', 4],
  ['  nginx.ingress.kubernetes.io/rewrite:', 4],
  ['  - |', 4],
])('a block below %j stands one level deeper', (line, column) => {
  expect(columnAfter(line)).toBe(column);
});

test.each([
  ['  - name: nginx', 4],
  ['- name: "a: b"', 2],
  ['  -   name: nginx', 6],
])('the next key of the item %j stands below the first', (line, column) => {
  expect(columnAfter(line)).toBe(column);
});

test.each([
  ['  - emptyDir:', 6],
  ['- securityContext: # for all', 4],
])('a block below the first key of the item %j stands deeper than that key', (line, column) => {
  expect(columnAfter(line)).toBe(column);
});

test.each([
  ['kind: Pod', 0],
  ['  image: nginx:', 2],
  ['  # a comment:', 2],
  ['    - ReadWriteOnce', 4],
  ['    - nginx:1.29', 4],
  ['---', 0],
  ['', 0],
  ['    ', 4],
  ['  args: ["a:",', 2],
  ['  name: a # see: below', 2],
])('the line after %j keeps its column', (line, column) => {
  expect(columnAfter(line)).toBe(column);
});
