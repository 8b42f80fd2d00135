import { expect, test } from 'vitest';
import { statusCauses } from './statusCauses.ts';

const causesOf = (message: string, object: unknown = {}, text = '') =>
  statusCauses({ kind: 'Status', message }, object, text);

test('the list of causes is taken where there is one', () => {
  const status = {
    message: 'Pod "a" is invalid: …',
    details: {
      causes: [
        {
          reason: 'FieldValueRequired',
          field: 'spec.containers[0].image',
          message: 'Required value.',
        },
      ],
    },
  };
  expect(statusCauses(status, {})).toEqual([
    {
      path: ['spec', 'containers', 0, 'image'],
      reason: 'FieldValueRequired',
      message: 'Required value',
    },
  ]);
});

test('strict decoding names unknown and doubled fields', () => {
  expect(
    causesOf(
      'Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.foo", duplicate field "spec.bar"',
    ),
  ).toEqual([
    { path: ['spec', 'bar'], reason: 'DuplicateField', message: 'This field is given twice' },
    {
      path: ['spec', 'foo'],
      reason: 'UnknownField',
      message: 'The cluster does not know this field',
    },
  ]);
});

test('one typed error stands on the line of its head, several on lines of their own', () => {
  const head = 'failed to create typed patch object (default/a; v1, Kind=Pod): ';
  expect(causesOf(`${head}.spec.accessModes: expected list, got &{ReadWriteOnce}`)).toEqual([
    {
      path: ['spec', 'accessModes'],
      reason: 'FieldValueTypeInvalid',
      message: 'expected list, got ReadWriteOnce',
    },
  ]);
  expect(
    causesOf(
      `${head}errors:\n  .spec.b: field not declared in schema\n  .spec.a: expected string, got &value.valueUnstructured{Value:3}`,
    ),
  ).toEqual([
    {
      path: ['spec', 'a'],
      reason: 'FieldValueTypeInvalid',
      message: 'expected string, got 3 (put it in quotes)',
    },
    {
      path: ['spec', 'b'],
      reason: 'UnknownField',
      message: 'The cluster does not know this field',
    },
  ]);
});

test("Go's decoder names no list item: the first that has such a value is taken", () => {
  const object = {
    spec: { containers: [{ ports: [{ containerPort: 80 }, { containerPort: 'http' }] }] },
  };
  const message =
    'json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32';
  expect(causesOf(message, object)).toEqual([
    {
      path: ['spec', 'containers', 0, 'ports', 1, 'containerPort'],
      reason: 'FieldValueTypeInvalid',
      message: 'A string stands where the cluster wants a whole number',
    },
  ]);
});

test('a doubled key is found by its line, in a list as well', () => {
  const text = '\nspec:\n  list:\n  - a: 1\n  - b: 1\n    b: 2\n';
  expect(
    causesOf('yaml: unmarshal errors:\n  line 6: key "b" already set in map', {}, text),
  ).toEqual([
    {
      path: ['spec', 'list', 1, 'b'],
      reason: 'DuplicateField',
      message: 'The key "b" is given twice',
    },
  ]);
});

test('of the same keys on one line the doubled one is meant', () => {
  const text = '[{a: 1}, {b: {a: 1, a: 2}, a: 3}]';
  expect(
    causesOf('yaml: unmarshal errors:\n  line 1: key "a" already set in map', {}, text),
  ).toMatchObject([{ path: [1, 'b', 'a'] }]);
  expect(
    causesOf('yaml: unmarshal errors:\n  line 7: key "a" already set in map', {}, text),
  ).toMatchObject([{ path: [] }]);
});

test('only the quantities that cannot be read are blamed', () => {
  const object = {
    spec: {
      resources: { requests: { cpu: '500m', memory: '1 Gi' }, limits: { cpu: 2, memory: '1e3' } },
    },
  };
  expect(
    causesOf("quantities must match the regular expression '…'", object).map(({ path }) => path),
  ).toEqual([['spec', 'resources', 'requests', 'memory']]);
});

test('words without a field give no cause', () => {
  expect(causesOf('admission webhook "x" denied the request: no')).toEqual([]);
  expect(statusCauses(undefined, undefined)).toEqual([]);
});
