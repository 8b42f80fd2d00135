import { expect, test } from 'vitest';
import { FIELD_MANAGER } from './fieldManager.ts';
import { forgottenStrings, leftFields } from './leftFields.ts';
import { LAST_APPLIED } from './lastApplied.ts';

const fields = (...keys: string[]) => ({
  'f:data': Object.fromEntries(keys.map((key) => [`f:${key}`, {}])),
});
const record = { 'f:metadata': { 'f:annotations': { [`f:${LAST_APPLIED}`]: {} } } };
const entry = (manager: string, operation: string, fieldsV1: object, more: object = {}) => ({
  ...{ manager, operation, apiVersion: 'v1', fieldsV1, ...more },
});
const ours = (...keys: string[]) => entry(FIELD_MANAGER, 'Apply', fields(...keys));

interface Made {
  readonly entries: object[];
  readonly data?: object;
  /** What `kubectl apply` was given last. */
  readonly applied?: object;
}

const configMap = ({ entries, data = { a: '1', b: '2', c: '3' }, applied }: Made) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'x',
    managedFields: entries,
    ...(applied && { annotations: { [LAST_APPLIED]: JSON.stringify(applied) } }),
  },
  data,
});
const clientSide = (...keys: string[]) =>
  entry('kubectl-client-side-apply', 'Update', { ...fields(...keys), ...record });

test('what kubectl apply set and the manifest has no more is left by it', () => {
  const left = leftFields(
    configMap({
      entries: [clientSide('a', 'b'), ours('a')],
      applied: { data: { a: '1', b: '2' } },
    }),
  );
  expect(left).toMatchObject({
    by: 'kubectl apply',
    asked: [['f:data', 'f:b']],
    object: { data: { a: '1', c: '3' } },
  });
  expect(left?.removes).toContain('data.b');
  expect(left?.managedFields).toHaveLength(1);
});

test('what the server filled in at the time of kubectl apply is nobody’s wish', () => {
  const entries = [clientSide('a', 'b'), ours('a')];
  expect(leftFields(configMap({ entries, applied: { data: { a: '1' } } }))).toBeUndefined();
  // Without a readable record all of it may have been.
  expect(leftFields(configMap({ entries }))?.asked).toEqual([['f:data', 'f:b']]);
});

test('what others hold as well stays', () => {
  const entries = [clientSide('a', 'b'), ours('a'), entry('them', 'Update', fields('b'))];
  const applied = { data: { a: '1', b: '2' } };
  expect(leftFields(configMap({ entries, applied }))).toBeUndefined();
});

test('what kubectl apply --server-side set is left by it', () => {
  const left = leftFields(
    configMap({ entries: [entry('kubectl', 'Apply', fields('a', 'b')), ours('a')] }),
  );
  expect(left).toMatchObject({ by: 'kubectl apply --server-side', asked: [['f:data', 'f:b']] });
});

test('what we made with create, where we may not patch, is left by an earlier apply of ours', () => {
  const left = leftFields(
    configMap({ entries: [entry(FIELD_MANAGER, 'Update', fields('a', 'c')), ours('a')] }),
  );
  expect(left).toMatchObject({ by: 'an earlier apply', asked: [['f:data', 'f:c']] });
});

test('several places are told in the order of their names', () => {
  const left = leftFields(configMap({ entries: [clientSide('c', 'b', 'a'), ours()] }));
  expect(left?.asked.map((keys) => keys.at(-1))).toEqual(['f:a', 'f:b', 'f:c']);
});

test('nothing is left where all is ours', () => {
  expect(leftFields(configMap({ entries: [ours('a', 'b')] }))).toBeUndefined();
});

const secret = (entries: object[], data: object) => ({
  ...configMap({ entries, data }),
  kind: 'Secret',
});
const strings = (...keys: string[]) =>
  entry(FIELD_MANAGER, 'Apply', {
    'f:stringData': Object.fromEntries(keys.map((key) => [`f:${key}`, {}])),
  });

test('keys of a Secret that an apply of ours set as stringData and the manifest has no more are ours', () => {
  const live = secret([strings('old', 'kept', 'moved', 'absent')], {
    old: 'eA==',
    kept: 'eA==',
    moved: 'eA==',
  });
  expect(forgottenStrings(live, { stringData: { kept: 'x' }, data: { moved: 'eA==' } })).toEqual({
    'f:data': { 'f:old': {} },
  });
  expect(
    forgottenStrings(live, { stringData: { kept: 'x', old: 'x' }, data: { moved: 'eA==' } }),
  ).toEqual({});
});

test('those that somebody holds under data are not', () => {
  const live = secret([strings('old'), entry('them', 'Update', fields('old'))], { old: 'eA==' });
  expect(forgottenStrings(live, {})).toEqual({});
});

test('forgotten keys go with what is left', () => {
  const live = secret([strings('old'), entry('them', 'Update', fields('a'))], {
    a: 'eA==',
    old: 'eA==',
  });
  const left = leftFields(live, fields('old'));
  expect(left).toMatchObject({ by: 'an earlier apply', removes: ['data.old'] });
  expect(left?.object.data).toEqual({ a: 'eA==' });
});
