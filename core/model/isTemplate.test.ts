import { expect, test } from 'vitest';
import { isTemplate } from './isTemplate.ts';
import { ManifestDocument } from './manifestDocument.ts';

const isOne = (text: string): boolean => isTemplate(new ManifestDocument(text, 1));
const pod = (metadata: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n${metadata}\nspec: {}\n`;

test.each([
  ['in a quoted text', '  name: "{{ .Values.name }}"'],
  ['in a plain text', '  name: a-{{ .Values.name }}'],
  ['in a block of text', '  annotations:\n    a: |\n      {{- if .x }}\n      y\n      {{ end }}'],
  ['in a comment', '  # {{- if .x }}\n  name: a'],
  ['in a comment behind a value', '  name: a # {% if x %}'],
  ['as a whole value', '  name: {{ .Values.name }}'],
  ['with quotes of its own', '  name: "{{ lookup("env", "NAME") }}"'],
  ['as an item', '  finalizers:\n    - {{ a }}\n    - b'],
  ['in brackets', '  finalizers: [{{ a }}, b]\n  labels: {a: {{ b }}}'],
  ['in quotes below a quote that does not end', '  name: "a\n  finalizers: ["{{ x }}"]\n  uid: b'],
])('an expression %s makes no template of a manifest', (_, metadata) => {
  expect(isOne(pod(metadata))).toBe(false);
});

test.each([
  ['an action', '  {{- if .Values.name }}\n  name: a\n  {{- end }}'],
  ['an action of Jinja', '  {% if name %}\n  name: a\n  {% endif %}'],
  ['a directive of Terraform', '  %{ if name ~}\n  name: a\n  %{ endif ~}'],
  ['lines of a function', '  labels:\n    {{- include "a.labels" . | nindent 4 }}'],
  ['the name of a field', '  labels:\n    {{ .Values.key }}: a'],
  ['the name of a field in a list', '  ownerReferences:\n    - {{ key }}: a'],
])('%s outside of texts makes one', (_, metadata) => {
  expect(isOne(pod(metadata))).toBe(true);
});

test('braces that are doubled by mistake, and broken YAML without expressions, make none', () => {
  expect(isOne(pod('  labels: {{app: web}}'))).toBe(false);
  expect(isOne(pod('  labels: {app: web'))).toBe(false);
});
