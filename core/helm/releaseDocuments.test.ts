import { expect, test } from 'vitest';
import { releaseDocuments } from './releaseDocuments.ts';

const found = (text: string): unknown[] =>
  [...releaseDocuments(text)].filter((value) => value !== undefined);
const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
spec:
  source:
    path: charts/a
    helm:
      valueFiles: [values.yaml]
`;

test('documents are told by what they are and by the key that names files', () => {
  expect(found(`# licence\n${application}---\nkind: Pod\n`)).toHaveLength(1);
  expect(found(application.replace('valueFiles', 'parameters'))).toEqual([]);
  expect(found(application.replace('argoproj.io', 'app.k8s.io'))).toEqual([]);
  expect(found(application.replaceAll(/^/gm, '  '))).toHaveLength(1);
  expect(found('releases:\n- chart: a/b\n  values: [x.yaml]\n')).toHaveLength(1);
  expect(found('helmCharts:\n- name: a\n  additionalValuesFiles: [x.yaml]\n')).toHaveLength(1);
  expect(found('helmCharts:\n- name: a\n')).toEqual([]);
  expect(found('metadata:\n  releases:\n  - values\n')).toEqual([]);
});

test('what stands beside the release may be long, the release itself may not', () => {
  const long = (indent: string): string =>
    `${indent}list:\n${`${indent}- some text here\n`.repeat(20_000)}`;
  const [value] = found(application + long(''));
  expect(value).toMatchObject({ spec: { source: { path: 'charts/a' } } });
  expect(Object.keys(value as object)).not.toContain('list');
  expect(found(application + long('  '))).toEqual([]);
});
