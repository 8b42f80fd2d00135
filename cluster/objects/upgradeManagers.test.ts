// The cases of client-go's csaupgrade, and the entry of `kubectl apply --server-side`.
import { expect, test } from 'vitest';
import { clientSideManagers, upgradedManagers } from './upgradeManagers.ts';

const entry = (manager: string, operation: string, fieldsV1: object, more: object = {}) => ({
  manager,
  operation,
  apiVersion: 'v1',
  fieldsType: 'FieldsV1',
  fieldsV1,
  ...more,
});
const upgrade = (...entries: Parameters<typeof upgradedManagers>[0][number][]) =>
  upgradedManagers(entries, ['kubectl'], 'ours');

test('the fields of the old manager are added to those that we apply, and its entry goes', () => {
  expect(
    upgrade(
      entry('kubectl', 'Update', { 'f:data': { 'f:a': {} } }),
      entry('ours', 'Apply', { 'f:data': { 'f:b': {} } }),
      entry('other', 'Update', { 'f:data': { 'f:c': {} } }),
    ),
  ).toEqual([
    entry('ours', 'Apply', { 'f:data': { 'f:a': {}, 'f:b': {} } }),
    entry('other', 'Update', { 'f:data': { 'f:c': {} } }),
  ]);
});

test('where we have not applied yet, the old entry becomes ours', () => {
  expect(upgrade(entry('kubectl', 'Update', { 'f:data': {} }))).toEqual([
    entry('ours', 'Apply', { 'f:data': {} }),
  ]);
});

test('fields in the terms of another version are not taken over, entries of a subresource stay', () => {
  const status = entry('kubectl', 'Update', { 'f:status': {} }, { subresource: 'status' });
  expect(
    upgrade(
      entry('ours', 'Apply', { 'f:data': {} }),
      entry('kubectl', 'Update', { 'f:old': {} }, { apiVersion: 'v1beta1' }),
      status,
    ),
  ).toEqual([entry('ours', 'Apply', { 'f:data': {} }), status]);
});

test('without an entry of the old manager nothing changes', () => {
  const entries = [entry('ours', 'Apply', {}), entry('flux', 'Apply', { 'f:data': {} })];
  expect(upgrade(...entries)).toEqual(entries);
});

test('the entry of kubectl apply --server-side is merged into ours, or becomes ours', () => {
  const applied = entry('kubectl', 'Apply', { 'f:data': { 'f:a': {} } });
  const ours = entry('ours', 'Apply', { 'f:data': { 'f:b': {} } });
  expect(upgrade(applied, ours)).toEqual([
    entry('ours', 'Apply', { 'f:data': { 'f:a': {}, 'f:b': {} } }),
  ]);
  expect(upgrade(applied)).toEqual([{ ...applied, manager: 'ours' }]);
  const older = { ...applied, apiVersion: 'v1beta1' };
  expect(upgrade(older, ours)).toEqual([older, ours]);
});

test('who wrote the annotation of kubectl apply has applied on the client side, whatever the name', () => {
  const record = {
    'f:metadata': {
      'f:annotations': { 'f:kubectl.kubernetes.io/last-applied-configuration': {} },
    },
  };
  const object = {
    metadata: {
      managedFields: [
        entry('kubectl-client-side-apply', 'Update', record),
        entry('kustomize-controller', 'Update', record),
        entry('kubectl', 'Apply', record),
        entry('kubectl-edit', 'Update', { 'f:data': {} }),
        'not an entry',
      ],
    },
  };
  expect(clientSideManagers(object)).toEqual(['kubectl-client-side-apply', 'kustomize-controller']);
});
