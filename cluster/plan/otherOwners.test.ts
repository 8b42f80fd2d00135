import { expect, test } from 'vitest';
import { clusterError } from '../errors/errors.ts';
import { withOtherOwners } from './otherOwners.ts';

const live = {
  metadata: {
    managedFields: [
      {
        manager: 'hand',
        operation: 'Update',
        fieldsV1: {
          'f:spec': { 'f:list': { 'k:{"name":"b"}': { '.': {}, 'f:x': {} } } },
        },
      },
    ],
  },
  spec: { list: [{ name: 'b', x: 1 }, { name: 'a' }] },
};
const refusal = (path: (string | number)[], reason = 'FieldValueForbidden') =>
  clusterError('invalid', 'no', { causes: [{ path, reason, message: 'no' }] });

test('an index that means another item in the manifest tells nothing', () => {
  const error = refusal(['spec', 'list', 0, 'x']);
  const manifest = { spec: { list: [{ name: 'a' }] } };
  expect(withOtherOwners(error, manifest, live)).toEqual(error);
  const same = { spec: { list: [{ name: 'b' }, { name: 'a' }] } };
  expect(withOtherOwners(error, same, live).message).toContain(
    'spec.list[0].x, which belongs to hand',
  );
});

test.each<[string, unknown, (string | number)[]]>([
  ['nothing is there', { spec: {} }, ['spec', 'gone']],
  ['the manifest has it', { spec: { list: [{ name: 'b', x: 2 }] } }, ['spec', 'list', 0, 'x']],
  ['the manifest is no object', undefined, []],
])('the refusal stays as it is where %s', (_what, manifest, path) => {
  const error = refusal(path);
  expect(withOtherOwners(error, manifest, live)).toEqual(error);
  expect(withOtherOwners(error, manifest, undefined)).toEqual(error);
});

test('several places of one owner are told in one sentence', () => {
  const two = [
    { path: ['spec', 'one'], reason: 'FieldValueInvalid', message: 'no' },
    { path: ['spec', 'other'], reason: 'FieldValueInvalid', message: 'no' },
  ];
  const error = clusterError('invalid', 'no', { causes: two });
  const { message } = withOtherOwners(error, { spec: {} }, { spec: { one: 1, other: 2 } });
  expect(message).toBe(
    'no. The live object has spec.one and spec.other, which the API server filled in and the manifest does not have. They stay beside what the manifest says: remove them from the object (for example with kubectl edit) or write them into the manifest, then apply again',
  );
});
