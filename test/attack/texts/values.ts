/** Values of charts in manifests, and single values that are long. */
import { head, K, pod, repeat, type Family } from './family.ts';

const chart = `    chart: airflow\n    repoURL: https://airflow.apache.org\n    targetRevision: 1.18.0\n`;
const comments = repeat(20, (i) => `        # ${'x'.repeat(20)} ${i}\n`);

const longValues: Readonly<Record<string, string>> = {
  digits: '1',
  'digits and s': '11s',
  dots: 'a.',
  dashes: 'a-',
  stars: '*/1,',
  slashes: 'a/',
  commas: '1,',
  colons: 'a:',
  emoji: '\u{1F600}',
};

export const valueFamilies: readonly Family[] = [
  {
    name: 'sources of an Application with values as text',
    counts: [100, 400, K],
    make: (count) =>
      `${head('Application', 'argoproj.io/v1alpha1')}spec:\n  project: default\n  destination: {name: a}\n  sources:\n${repeat(count, (i) => `  -\n${chart}    helm:\n      values: |\n        executor: KubernetesExecutor\n        workers: {replicas: ${i}}\n${comments}`)}`,
  },
  {
    name: 'sources of an Application with values',
    counts: [100, 3 * K],
    make: (count) =>
      `${head('Application', 'argoproj.io/v1alpha1')}spec:\n  project: default\n  destination: {name: a}\n  sources:\n${repeat(count, (i) => `  -\n${chart}    helm:\n      valuesObject: {executor: a, worker${i}: {}}\n`)}`,
  },
  {
    name: 'HelmCharts in a List with values as text',
    counts: [100, 400, K],
    make: (count) =>
      `apiVersion: v1\nkind: List\nitems:\n${repeat(count, (i) => `- apiVersion: helm.cattle.io/v1\n  kind: HelmChart\n  metadata: {name: a${i}, namespace: d}\n  spec:\n    chart: trino\n    repo: https://trinodb.github.io/charts\n    valuesContent: |-\n      server:\n        workers: 2\n${comments}`)}`,
  },
  {
    name: 'HelmCharts in a List with broken values as text',
    counts: [100, 400, K],
    make: (count) =>
      `apiVersion: v1\nkind: List\nitems:\n${repeat(count, (i) => `- apiVersion: helm.cattle.io/v1\n  kind: HelmChart\n  metadata: {name: a${i}, namespace: d}\n  spec:\n    chart: trino\n    repo: https://trinodb.github.io/charts\n    valuesContent: |-\n      server: "a\n     b"\n      serve${i}: 2\n`)}`,
  },
  {
    name: 'releases of a helmfile',
    counts: [100, 5 * K],
    make: (count) =>
      `repositories:\n${repeat(count, (i) => `- {name: r${i}, url: "https://a.b/${i}"}\n`)}releases:\n${repeat(count, (i) => `- {name: a${i}, chart: r${i}/airflow, values: [{executor: a}]}\n`)}`,
  },
  {
    name: 'charts of a kustomization',
    counts: [100, 5 * K],
    make: (count) =>
      `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nhelmCharts:\n${repeat(count, (i) => `- {name: airflow, repo: "https://airflow.apache.org", releaseName: a${i}, valuesInline: {executor: a}}\n`)}`,
  },
  {
    name: 'top-level keys of a values file',
    counts: [5 * K, 50 * K],
    file: 'values.yaml',
    make: (count) => repeat(count, (i) => `key${i}: some text\n`),
  },
  ...Object.entries(longValues).flatMap(([name, piece]): Family[] => [
    {
      name: `${name} in the grammars of a CronJob`,
      counts: [50 * K, Math.floor((300 * K) / piece.length)],
      make: (count) => {
        const value = `${piece.repeat(count)}!`;
        return `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: "${value}", labels: {a: "${value}"}}\nspec:\n  schedule: "${value}"\n`;
      },
    },
    {
      name: `${name} in an image and a quantity`,
      counts: [50 * K, Math.floor((300 * K) / piece.length)],
      make: (count) => {
        const value = piece.repeat(count);
        return `${head('Pod')}spec:\n  containers:\n  - name: a\n    image: "${value}"\n    resources: {limits: {memory: "${value}"}}\n`;
      },
    },
  ]),
  {
    name: 'base64 of a Secret',
    counts: [220 * K],
    make: (count) => `${head('Secret')}data:\n  a: ${'QUJD'.repeat(count)}!\n`,
  },
  {
    name: 'variables in one value',
    counts: [20 * K, 150 * K],
    make: (count) =>
      `${pod()}    env: [{name: A, value: "${'$(B)'.repeat(count)}"}, {name: B, value: b}]\n`,
  },
  {
    name: '{{ }} in one value',
    counts: [20 * K, 100 * K],
    make: (count) => `${head('Pod')}spec: "${'{{ x }}'.repeat(count)}"\n`,
  },
];
