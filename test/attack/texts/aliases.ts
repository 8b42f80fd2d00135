/** Anchors, aliases and merge keys: few characters that stand for many values. */
import { head, K, repeat, type Family } from './family.ts';

export const aliasFamilies: readonly Family[] = [
  {
    name: 'levels of nine aliases in a ConfigMap',
    counts: [12, 30],
    make: (levels) => `${head('ConfigMap')}data:\n${lists(levels)}`,
  },
  {
    name: 'levels of nine aliases to mappings in a Pod',
    counts: [12, 30],
    make: (levels) => `${head('Pod')}spec:\n${mappings(levels)}  containers: [*a${levels}]\n`,
  },
  {
    name: 'levels of nine aliases in what is preserved',
    counts: [12, 30],
    make: (levels) =>
      `${head('Workflow', 'argoproj.io/v1alpha1')}spec:\n  entrypoint: a\n${mappings(levels)}  templates: [*a${levels}]\n`,
  },
  {
    name: 'aliases of one Pod in a List',
    counts: [5 * K, 100 * K],
    make: (count) =>
      `apiVersion: v1\nkind: List\nx0: &a0 {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a}]}}\nitems: [${'*a0, '.repeat(count)}]\n`,
  },
  {
    name: 'aliases of one bad container',
    counts: [60 * K],
    make: (count) =>
      `${head('Pod')}x: &c {name: A_b, imag: x, ports: [{containerPort: 99999999}]}\nspec:\n  containers: [${'*c, '.repeat(count)}]\n`,
  },
  {
    name: 'aliases of a mapping with as many keys that nobody knows',
    counts: [2 * K, 20 * K],
    make: (count) =>
      `${head('Pod')}x: &c {name: a, image: a:1, ${repeat(count, (i) => `k${i}: , `)}}\nspec:\n  containers: [${'*c, '.repeat(count)}]\n`,
  },
  {
    name: 'aliases of a mapping with as many keys that are filled in later',
    counts: [2 * K, 20 * K],
    make: (count) =>
      `# chart: superset\nsupersetNode: &c\n${repeat(count, (i) => `  "\${k${i}}": v\n`)}extraEnvRaw: [${'*c, '.repeat(count)}]\n`,
  },
  {
    name: 'aliases of a long list',
    counts: [2 * K, 40 * K],
    make: (count) =>
      `${head('Pod')}x: &l [${'a, '.repeat(count)}]\nspec:\n  containers:\n${repeat(count, (i) => `  - {name: c${i}, image: a:1, args: *l}\n`)}`,
  },
  {
    name: 'aliases of a mapping with duplicate keys',
    counts: [2 * K, 40 * K],
    make: (count) =>
      `${head('ConfigMap')}x: &d {${'a: b, '.repeat(count)}}\ndata: {${repeat(count, (i) => `k${i}: *d, `)}}\n`,
  },
  {
    name: 'merge-key chain',
    counts: [500, 2 * K, 5 * K, 10 * K, 20 * K],
    make: (count) =>
      `${head('ConfigMap')}m0: &m0 {k0: a}\n${repeat(count, (i) => `m${i + 1}: &m${i + 1} {<<: *m${i}, k${i + 1}: a}\n`)}`,
  },
  {
    name: 'merge-key chain in labels',
    counts: [500, 10 * K],
    make: (count) =>
      `${repeat(count, (i) => `x${i + 1}: &m${i + 1}\n  ${i === 0 ? '' : `<<: *m${i}\n  `}l${i}: a\n`)}${head('Pod').trimEnd()}\n  labels: *m${count}\n`,
  },
  {
    name: 'merge list of one large mapping',
    counts: [100, K, 5 * K, 40 * K],
    make: (count) =>
      `${head('ConfigMap')}big: &b {${repeat(count, (i) => `k${i}: v, `)}z: z}\ndata:\n  <<: [${'*b, '.repeat(count)}]\n`,
  },
  {
    name: 'mappings that merge one large mapping',
    counts: [200, K, 3 * K, 20 * K],
    make: (count) =>
      `${head('ConfigMap')}big: &b {${repeat(count, (i) => `k${i}: v, `)}z: z}\n${repeat(count, (i) => `m${i}: {<<: *b, a: b}\n`)}`,
  },
  {
    name: 'anchors',
    counts: [50 * K],
    make: (count) => `${head('ConfigMap')}data:\n${repeat(count, (i) => `  k${i}: &a${i} v\n`)}`,
  },
  {
    name: 'aliases of nothing',
    counts: [5 * K, 50 * K],
    make: (count) => `${head('ConfigMap')}data:\n${repeat(count, (i) => `  k${i}: *a${i}\n`)}`,
  },
  {
    name: 'anchors that stand in themselves',
    counts: [K, 20 * K],
    make: (count) =>
      `${head('Pod')}spec: &s\n  a: *s\n${repeat(count, (i) => `  b${i}: &b${i} [*b${i}, *s]\n`)}  <<: *s\n  c: &c {<<: *c}\n`,
  },
];

function lists(levels: number): string {
  const aliases = (level: number): string => Array<string>(9).fill(`*a${level}`).join(', ');
  const first = `  a0: &a0 [${Array<string>(9).fill('x').join(', ')}]\n`;
  return first + repeat(levels, (i) => `  a${i + 1}: &a${i + 1} [${aliases(i)}]\n`);
}

function mappings(levels: number): string {
  const fields = (level: number): string => repeat(9, (i) => `k${i}: *a${level}, `);
  return `  a0: &a0 {x: x}\n${repeat(levels, (i) => `  a${i + 1}: &a${i + 1} {${fields(i)}}\n`)}`;
}
