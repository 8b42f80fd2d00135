import { expect, test } from 'vitest';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import type { PathSegment } from '../../core/model/manifestDocuments.ts';
import { fieldPlace } from './fieldPlace.ts';

const file = `kind: ConfigMap
apiVersion: v1
metadata: {name: first}
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: a
      image: nginx
`;

function marked(path: PathSegment[], index = 1, text = file): string {
  const document = splitManifest(text)[index];
  if (!document) throw new Error('no such document');
  const { start, end } = fieldPlace(text, document, path);
  return text.slice(start, end);
}

test('marks the value of a field in its own document', () => {
  expect(marked(['spec', 'containers', 0, 'image'])).toBe('nginx');
  expect(marked(['metadata', 'name'])).toBe('web');
  expect(marked(['metadata', 'name'], 0)).toBe('first');
});

test('marks the key of a field that holds more', () => {
  expect(marked(['spec', 'containers'])).toBe('containers');
});

test('marks the innermost parent of a field that is missing', () => {
  expect(marked(['spec', 'nodeName', 'x'])).toBe('spec');
  expect(marked(['spec', 'containers', 0, 'resources', 'limits'])).toContain('name: a');
});

test('marks the kind for the whole object', () => {
  expect(marked([])).toBe('Pod');
});

test('finds an item of a List', () => {
  const list = `apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: Pod, metadata: {name: a}}
  - {apiVersion: v1, kind: Service, metadata: {name: b}}
`;
  expect(marked(['metadata', 'name'], 1, list)).toBe('b');
});

test('still marks something in a document that is no mapping', () => {
  expect(marked(['spec'], 0, '- a\n- b\n')).toBe('- a');
});
