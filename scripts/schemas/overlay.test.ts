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
        count: { type: 'integer', minimum: -5, maximum: 5 },
      },
    },
    Container: { type: 'object', properties: { name: { type: 'string' } } },
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
  expect(result.Pod?.properties?.containers?.items?.$ref).toBe('#/Container');
  expect(result.Pod?.required).toEqual(['containers']);
});

test('entries for what is not there fail together, each by file and name', () => {
  expect(() => apply('b: { Gone: { x: {} }, Pod: { nope: {}, $required: [nor] } }')).toThrow(
    /a\.yaml: b Gone: no such definition\n.*no field nor\n.*no field nope/,
  );
});
