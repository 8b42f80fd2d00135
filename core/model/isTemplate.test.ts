import { expect, test } from 'vitest';
import { isTemplate } from './isTemplate.ts';
import { ManifestDocument } from './manifestDocument.ts';

const alert = (summary: string): string =>
  `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: a\n  summary: ${summary}\n`;

test('texts that are templates to the operator make no template of the manifest', () => {
  expect(isTemplate(new ManifestDocument(alert('{{ $labels.pod }} is slow'), 1))).toBe(false);
  const set =
    'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nname: "{{ .environment }}"\n';
  expect(isTemplate(new ManifestDocument(set, 1))).toBe(false);
});

test('the same kinds in a chart are templates', () => {
  expect(isTemplate(new ManifestDocument(alert('{{ .Values.summary }}'), 1))).toBe(true);
  expect(isTemplate(new ManifestDocument(alert('{{ include "a.name" $ }}'), 1))).toBe(true);
});

test('other kinds with an action are templates', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: "{{ .name }}"\n';
  expect(isTemplate(new ManifestDocument(pod, 1))).toBe(true);
});
