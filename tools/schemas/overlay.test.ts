import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyOverlay } from './overlay.ts';
import type { Bundles } from './walk.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'overlay-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const bundles = (): Bundles => ({
  b: {
    Pod: {
      type: 'object',
      required: ['containers'],
      properties: {
        containers: { type: 'array', items: { $ref: '#/Container' } },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        count: { type: 'integer', minimum: -2147483648, maximum: 2147483647 },
      },
    },
    Container: { type: 'object', properties: { name: { type: 'string' } } },
  },
  c: {
    Own: { type: 'object', required: ['labels'], properties: { own: { type: 'string' } } },
  },
});

function apply(yaml: string): Bundles {
  writeFileSync(path.join(folder, 'a.yaml'), yaml);
  const target = bundles();
  applyOverlay(target, folder);
  return target;
}

test('keywords are laid over a field, the items of a list and the values of a mapping', () => {
  const { Pod } = apply(
    'b: { Pod: { containers: { x-list-keys: [name] }, "containers[]": { title: t }, "labels{}": { format: label-value } } }',
  ).b!;
  expect(Pod?.properties?.containers).toEqual({
    type: 'array',
    items: { $ref: '#/Container', title: 't' },
    'x-list-keys': ['name'],
  });
  expect(Pod?.properties?.labels?.additionalProperties).toEqual({
    type: 'string',
    format: 'label-value',
  });
});

test('fields become required, optional or not empty', () => {
  const { Pod } = apply(
    'b: { Pod: { $required: [labels], $optional: [containers], $nonEmpty: [containers] } }',
  ).b!;
  expect(Pod?.required).toEqual(['labels']);
  expect(Pod?.properties?.containers?.minItems).toBe(1);
});

test('int64 takes the limits of 32 bits away', () => {
  expect(
    apply('b: { Pod: { count: { type: int64, minimum: 0 } } }').b?.Pod?.properties?.count,
  ).toEqual({
    type: 'integer',
    minimum: 0,
  });
});

test('a variant has its own refs and leaves the original alone', () => {
  const result = apply(
    'b: { PartialPod: { $variantOf: Pod, $optional: [containers], $refs: { Container: PartialContainer } } }',
  ).b!;
  expect(result.PartialPod?.properties?.containers?.items?.$ref).toBe('#/PartialContainer');
  expect(result.PartialPod?.required).toBeUndefined();
  expect(result.PartialPod?.['x-like']).toBe('b/Pod');
  expect(result.Pod?.['x-like']).toBeUndefined();
  expect(result.Pod?.properties?.containers?.items?.$ref).toBe('#/Container');
  expect(result.Pod?.required).toEqual(['containers']);
});

test('entries for what is not there fail together, each by file and name', () => {
  expect(() => apply('b: { Gone: { x: {} }, Pod: { nope: {}, $required: [nor] } }')).toThrow(
    /a\.yaml: b Gone: no such definition\n.*no field nor\n.*no field nope/,
  );
});

test('fields are added and dropped', () => {
  const { Pod } = apply(
    'b: { Pod: { $drop: [count], $add: { more: { type: string, description: d } } } }',
  ).b!;
  expect(Object.keys(Pod?.properties ?? {})).toEqual(['containers', 'labels', 'more']);
  expect(() => apply('b: { Pod: { $drop: [gone], $add: { count: {} } } }')).toThrow(
    /no field gone to drop\n.*count is there already/,
  );
});

test('an embedded definition brings its fields as its own overlay leaves them', () => {
  const result = apply(
    'c: { Own: { $embeds: "b#/Pod", $optional: [labels], own: { title: t } } }\n' +
      'b: { Pod: { count: { type: int64 } } }',
  );
  const { Own } = result.c!;
  expect(Own?.properties?.count).toEqual({ type: 'integer' });
  expect(Own?.properties?.containers?.items?.$ref).toBe('b#/Container');
  expect(Own?.properties?.own).toEqual({ type: 'string', title: 't' });
  expect(result.b?.Pod?.properties?.containers?.items?.$ref).toBe('#/Container');
});

test('a field of the items of a list has a path', () => {
  const { Pod } = apply(
    'b: { Pod: { containers: { items: { properties: { group: { type: string } } } }, "containers[].group": { title: t } } }',
  ).b!;
  expect(Pod?.properties?.containers?.items?.properties?.group).toEqual({
    type: 'string',
    title: 't',
  });
});

test('what a built-in kind requires by its validation alone is marked, of a custom resource it is not', () => {
  writeFileSync(
    path.join(folder, 'a.yaml'),
    'io.k8s.a: { A: { $required: [x] } }\nb: { A: { $required: [x] } }',
  );
  const schema = () => ({
    type: 'object' as const,
    properties: { x: { type: 'string' as const } },
  });
  const target: Bundles = { 'io.k8s.a': { A: schema() }, b: { A: schema() } };
  applyOverlay(target, folder);
  expect(target['io.k8s.a']?.A).toMatchObject({ required: ['x'], 'x-asked-later': ['x'] });
  expect(target.b?.A?.required).toEqual(['x']);
  expect(target.b?.A?.['x-asked-later']).toBeUndefined();
});
