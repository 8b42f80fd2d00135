/** Texts that no parser reads to their end: open quotes and brackets, lost indentation, values that nobody writes. */
import { head, K, pod, repeat, type Family } from './family.ts';

const words = '    some line of text that is fifty characters long..\n';

export const brokenFamilies: readonly Family[] = [
  ...[
    '"',
    "'",
    '`',
    '@',
    '%',
    '&',
    '*',
    '!',
    '|',
    '>',
    '- ',
    '? ',
    ': ',
    ', ',
    '#',
    '{',
    '}',
    ']',
    '\\',
  ].map((sign): Family => ({
    name: `many ${sign.trim()}`,
    counts: [100 * K, Math.floor((900 * K) / sign.length)],
    make: (count) => `${head('Pod')}spec: ${sign.repeat(count)}\n`,
  })),
  {
    name: 'quotes left of their key',
    counts: [18, 300, 5 * K],
    make: (count) =>
      `${head('ConfigMap')}data:\n  sub:\n${repeat(count, (i) => `    k${i}: "a\n b${i}"\n`)}`,
  },
  {
    name: 'quotes left of their key behind much text',
    counts: [18],
    make: (count) =>
      `${head('ConfigMap')}data:\n  big: |\n${words.repeat(15 * K)}  sub:\n${repeat(count, (i) => `    k${i}: "a\n b${i}"\n`)}`,
  },
  {
    name: 'quotes left of their key behind many variables',
    counts: [18],
    make: (count) =>
      `${pod()}    env:\n${repeat(20 * K, (i) => `    - name: A${i}\n      value: b\n`)}    args:\n${repeat(count, (i) => `    - "a\n b${i}"\n`)}`,
  },
  {
    name: 'lists that lost their indentation',
    counts: [5 * K, 50 * K],
    make: (count) => `${head('Pod')}spec:\n${repeat(count, (i) => `    k${i}:\n  - a\n`)}`,
  },
  {
    name: 'items of a list that lost its indentation',
    counts: [5 * K, 100 * K],
    make: (count) => `${head('Pod')}spec:\n    containers:\n${'  - a\n'.repeat(count)}`,
  },
  {
    name: 'lines behind an open quote',
    counts: [10 * K, 38 * K],
    make: (count) =>
      `${head('ConfigMap')}data:\n  a: "x\n${'  k: value of some text\n'.repeat(count)}`,
  },
  {
    name: 'lines behind an open bracket',
    counts: [10 * K, 38 * K],
    make: (count) =>
      `${head('ConfigMap')}data:\n  a: [x\n${'  k: value of some text\n'.repeat(count)}`,
  },
  {
    name: '"a"# in brackets',
    counts: [20 * K, 200 * K],
    make: (count) => `${head('Pod')}spec: [${'"a"#'.repeat(count)}`,
  },
  {
    name: 'broken lines',
    counts: [5 * K, 40 * K],
    make: (count) => `${head('ConfigMap')}data:\n${repeat(count, (i) => `  k${i} v w\n`)}`,
  },
  {
    name: 'keys without a space behind the colon',
    counts: [5 * K, 60 * K],
    make: (count) => `${head('ConfigMap')}data:\n${repeat(count, (i) => `  k${i}:v\n`)}`,
  },
  {
    name: 'lines that step back',
    counts: [5 * K, 40 * K],
    make: (count) =>
      `${head('ConfigMap')}data:\n${repeat(count, (i) => `    k${i}:\n   v${i}: w\n`)}`,
  },
  {
    name: 'tabs that indent',
    counts: [5 * K, 60 * K],
    make: (count) => `${head('ConfigMap')}data:\n${repeat(count, (i) => `\tk${i}: v\n`)}`,
  },
  {
    name: 'errors in one line',
    counts: [5 * K, 100 * K],
    make: (count) => `${head('Pod')}spec: {${'a b: c: d, '.repeat(count)}}\n`,
  },
  {
    name: 'directives',
    counts: [5 * K, 80 * K],
    make: (count) => `${'%YAML 9.9\n'.repeat(count)}---\n${pod()}`,
  },
];
