import { expect, test } from 'vitest';
import { FIELD_MANAGER } from './fieldManager.ts';
import { localComparison } from './localComparison.ts';

const entry = (manager: string, fieldsV1: object) => ({ manager, operation: 'Apply', fieldsV1 });
const live = (entries: object[]) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', managedFields: entries },
  data: { kept: '1', gone: '2', theirs: '3' },
});
const manifest = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  data: { kept: 'new' },
};
const fields = (...keys: string[]) => ({
  'f:data': Object.fromEntries(keys.map((key) => [`f:${key}`, {}])),
});

test('what we applied and the manifest has no more goes and is told; what others hold, too, stays', () => {
  const told: string[][] = [];
  const result = localComparison(
    live([entry(FIELD_MANAGER, fields('kept', 'gone', 'theirs')), entry('them', fields('theirs'))]),
    manifest,
    (keys) => told.push([...keys]),
  );
  expect(result.data).toEqual({ kept: 'new', theirs: '3' });
  expect(told).toEqual([['f:data', 'f:gone']]);
});

test('what nobody of us applied stays', () => {
  expect(localComparison(live([entry('them', fields('gone'))]), manifest).data).toEqual({
    kept: 'new',
    gone: '2',
    theirs: '3',
  });
});

test('null in a manifest is a field that is not set, in lists as well', () => {
  const wanted = { ...manifest, data: { kept: null, list: [{ a: null, b: 1 }] } };
  expect(localComparison(live([]), wanted).data).toEqual({
    kept: '1',
    gone: '2',
    theirs: '3',
    list: [{ b: 1 }],
  });
});
