/** What is between and around values: documents, blank lines, comments, nesting, long lines. */
import { head, K, pod, repeat, type Family } from './family.ts';

export const layoutFamilies: readonly Family[] = [
  { name: 'documents', counts: [5 * K, 15 * K], make: (count) => `${pod()}---\n`.repeat(count) },
  {
    name: 'documents with a finding each',
    counts: [5 * K, 10 * K],
    make: (count) => repeat(count, (i) => `${head('Pod')}spec: {container${i}: a}\n---\n`),
  },
  { name: 'separators', counts: [5 * K, 50 * K, 240 * K], make: (count) => '---\n'.repeat(count) },
  { name: 'ends of documents', counts: [50 * K, 240 * K], make: (count) => '...\n'.repeat(count) },
  {
    name: 'documents of one key',
    counts: [50 * K],
    make: (count) => repeat(count, (i) => `---\na${i}: b\n`),
  },
  {
    name: 'documents of a comment',
    counts: [50 * K],
    make: (count) => repeat(count, (i) => `--- # ${i}\n`),
  },
  {
    name: 'releases without their repository',
    counts: [K, 4 * K],
    make: (count) =>
      repeat(
        count,
        (i) =>
          `${head('HelmRelease', 'helm.toolkit.fluxcd.io/v2')}spec:\n  interval: 1m\n  chart: {spec: {chart: airflow, sourceRef: {kind: HelmRepository, name: r${i}}}}\n  values: {executor: a}\n---\n${head('HelmRepository', 'source.toolkit.fluxcd.io/v1')}spec: {url: "https://a.b"}\n---\n`,
      ),
  },
  {
    name: 'blank lines in a Pod',
    counts: [20 * K, 100 * K, 400 * K, 900 * K],
    make: (count) => `${head('Pod')}${'\n'.repeat(count)}spec: {}\n`,
  },
  {
    name: 'blank lines with Windows ends in a Pod',
    counts: [100 * K, 450 * K],
    make: (count) => `${head('Pod')}${'\r\n'.repeat(count)}spec: {}\n`,
  },
  {
    name: 'blank lines before a word',
    counts: [20 * K, 100 * K, 900 * K],
    make: (count) => `${'\n'.repeat(count)}a`,
  },
  {
    name: 'blank lines behind a Pod',
    counts: [100 * K, 900 * K],
    make: (count) => `${pod()}${'\n'.repeat(count)}`,
  },
  {
    name: 'blank lines in a block of text',
    counts: [100 * K, 900 * K],
    make: (count) => `${head('ConfigMap')}data:\n  a: |\n${'\n'.repeat(count)}    b\n`,
  },
  {
    name: 'lines of 400 blanks',
    counts: [K, 2 * K],
    make: (count) => `${head('Pod')}${`${' '.repeat(400)}\n`.repeat(count)}spec: {}\n`,
  },
  {
    name: 'blanks in one line',
    counts: [100 * K, 900 * K],
    make: (count) => `${head('Pod')}spec:${' '.repeat(count)}x\n`,
  },
  {
    name: 'blanks behind a value',
    counts: [100 * K, 900 * K],
    make: (count) => `${head('Pod')}spec: x${' '.repeat(count)}\n  y: z\n`,
  },
  {
    name: 'tabs in one line',
    counts: [100 * K, 900 * K],
    make: (count) => `${head('Pod')}spec:${'\t'.repeat(count)}x\n`,
  },
  {
    name: 'lines with 990 blanks inside',
    counts: [400, 900],
    make: (count) => `${head('ConfigMap')}data:\n${`  k${' '.repeat(985)}x\n`.repeat(count)}`,
  },
  {
    name: 'comments before a Pod',
    counts: [20 * K, 70 * K],
    make: (count) => `${'# some words\n'.repeat(count)}${pod()}`,
  },
  {
    name: 'comments that switch off other findings',
    counts: [5 * K, 30 * K],
    make: (count) =>
      `${head('Pod')}${'# dpm-ignore unknown-fiel\n'.repeat(count)}spec: {${repeat(600, (i) => `z${i}: , `)}}\n`,
  },
  {
    name: 'comments that switch off the document',
    counts: [5 * K, 25 * K],
    make: (count) =>
      `${head('Pod')}${repeat(count, (i) => `# dpm-ignore-document c${i}\n`)}spec: {${repeat(600, (i) => `z${i}: , `)}}\n`,
  },
  {
    name: 'findings under one comment each',
    counts: [5 * K, 25 * K],
    make: (count) =>
      `${head('Pod')}spec:\n${repeat(count, (i) => `  # dpm-ignore a\n  z${i}: 1\n`)}`,
  },
  {
    name: 'text in one line',
    counts: [900 * K],
    make: (count) => `${head('ConfigMap')}data:\n  a: ${'x'.repeat(count)}\n`,
  },
  {
    name: 'quoted text in one line',
    counts: [900 * K],
    make: (count) => `${head('ConfigMap')}data:\n  a: "${'x'.repeat(count)}"\n`,
  },
  {
    name: 'lines of text',
    counts: [18 * K],
    make: (count) =>
      `${head('ConfigMap')}data:\n  a: |\n${'    some line of text that is fifty characters long..\n'.repeat(count)}`,
  },
  {
    name: 'JSON in one line',
    counts: [20 * K, 40 * K],
    file: 'a.json',
    make: (count) =>
      `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{${repeat(count, (i) => `"key${i}":"value${i}",`)}"z":"z"}}`,
  },
  {
    name: 'a mapping in one line that nothing closes',
    counts: [30 * K, 60 * K],
    make: (count) => `${head('ConfigMap')}data: {${repeat(count, (i) => `k${i}: v${i}, `)}`,
  },
  {
    name: 'Deployments in a List',
    counts: [K, 2 * K],
    make: (count) =>
      `apiVersion: v1\nkind: List\nitems:\n${repeat(count, () => `- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: a}\n  spec:\n    selector: {matchLabels: {a: b}}\n    template:\n      metadata: {labels: {a: b}}\n      spec:\n        containers:\n        - name: a\n          image: a:1\n          env:\n${repeat(8, (i) => `          - name: A${i}\n            value: b\n`)}`)}`,
  },
  {
    name: '[ that nothing closes',
    counts: [10 * K, 400 * K],
    make: (count) => `${head('Pod')}spec: ${'['.repeat(count)}`,
  },
  {
    name: '[ closed',
    counts: [K, 10 * K],
    make: (count) => `${head('Pod')}spec: ${'['.repeat(count)}${']'.repeat(count)}\n`,
  },
  {
    name: '{a: closed',
    counts: [10 * K],
    make: (count) => `${head('Pod')}spec: ${'{a: '.repeat(count)}1${'}'.repeat(count)}\n`,
  },
  {
    name: 'dashes of lists in lists',
    counts: [10 * K],
    make: (count) => `${head('Pod')}spec:\n  ${'- '.repeat(count)}a\n`,
  },
  {
    name: 'levels of mappings',
    counts: [700, 1_400],
    make: (count) =>
      `${head('ConfigMap')}data:\n${repeat(count, (i) => `${' '.repeat(i + 1)}a:\n`)}`,
  },
  {
    name: 'levels of mappings with siblings',
    counts: [500, 900],
    make: (count) =>
      `${head('Pod')}spec:\n${repeat(count, (i) => `${' '.repeat(i + 1)}b: c\n${' '.repeat(i + 1)}a:\n`)}`,
  },
  {
    name: 'levels of JSON',
    counts: [K, 10 * K],
    file: 'a.json',
    make: (count) =>
      `{"apiVersion":"v1","kind":"Pod","spec":${'{"a":'.repeat(count)}1${'}'.repeat(count)}}`,
  },
];
