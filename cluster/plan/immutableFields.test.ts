import { expect, test } from 'vitest';
import { clusterError } from '../errors/errors.ts';
import type { PathSegment } from '../../core/model/manifestDocuments.ts';
import { isFixed, withChangedFields } from './immutableFields.ts';

const ref = { apiVersion: 'v1', kind: 'Job', name: 'a', namespace: 'n' };
const cause = (path: readonly PathSegment[], message: string) => ({
  path,
  reason: 'FieldValueInvalid',
  message,
});
const refused = (...causes: ReturnType<typeof cause>[]) =>
  clusterError('invalid', 'refused', { causes, status: 422 });
const immutable = 'Invalid value: core.PodTemplateSpec{}: field is immutable';

function told(error: ReturnType<typeof refused>, live: unknown, wanted: unknown, kind = 'Job') {
  const result = withChangedFields(error, { live, wanted, ref: { ...ref, kind } });
  return {
    message: result.message,
    causes: result.causes.map(({ path, message }) => [path.join('.'), message]),
    isSame: result === error,
  };
}

test.each([
  ['field is immutable', true],
  ['updates to statefulset spec for fields other than x are forbidden', true],
  ['may not change once set', true],
  ['may not be changed', true],
  ['cannot change roleRef', true],
  ['can not be updated', true],
  ['must be at least 1', false],
])('%j is about a field that may not be changed: %s', (message, fixed) => {
  expect(isFixed(refused(cause(['spec'], message)))).toBe(fixed);
  expect(isFixed(refused(cause(['spec'], message), cause(['spec'], 'other')))).toBe(false);
});

test('a refusal without causes, or of another sort, is about no field', () => {
  expect(isFixed(refused())).toBe(false);
  expect(isFixed(clusterError('forbidden', '', { causes: [cause(['a'], immutable)] }))).toBe(false);
});

test('each field that would change is told with both values', () => {
  const live = {
    spec: {
      template: {
        a: 1,
        b: 'x',
        c: [
          { name: 'm', v: 1 },
          { name: 'n', v: 2 },
        ],
      },
    },
  };
  const wanted = { spec: { template: { a: 2, b: 'x', c: [{ name: 'n', v: 3 }], d: true } } };
  const { causes, message } = told(refused(cause(['spec', 'template'], immutable)), live, wanted);
  expect(causes).toEqual([
    ['spec.template.a', 'It cannot be changed once it is set: 1 in the cluster, 2 in the manifest'],
    [
      'spec.template.c.0.v',
      'It cannot be changed once it is set: 2 in the cluster, 3 in the manifest',
    ],
    [
      'spec.template.d',
      'It cannot be changed once it is set: nothing in the cluster, true in the manifest',
    ],
  ]);
  expect(message).toContain('refused Job a in namespace n: spec.template.a: ');
  expect(message).toContain('. Leave the field as it is, or delete the object and apply again');
});

test('a path that is none of the manifest is looked for above it, else below spec', () => {
  const live = { spec: { nfs: { path: '/a' } } };
  const wanted = { spec: { nfs: { path: '/b' } } };
  for (const path of [['spec', 'persistentvolumesource'], ['other']])
    expect(told(refused(cause(path, immutable)), live, wanted).causes.map(([at]) => at)).toEqual([
      'spec.nfs.path',
    ]);
});

test('a field that the manifest has no more is the one', () => {
  const { causes } = told(
    refused(cause(['spec', 'class'], immutable)),
    { spec: { class: 'a', x: 1 } },
    { spec: { x: 2 } },
  );
  expect(causes).toEqual([
    [
      'spec.class',
      'It cannot be changed once it is set: "a" in the cluster, nothing in the manifest',
    ],
  ]);
});

test('fields that the refusal excepts are left out', () => {
  const live = { spec: { replicas: 1, serviceName: 'a', containers: [{ image: 'a', name: 'm' }] } };
  const wanted = {
    spec: { replicas: 2, serviceName: 'b', containers: [{ image: 'b', name: 'm' }] },
  };
  const ofSet =
    "updates to statefulset spec for fields other than 'replicas', 'ordinals' are forbidden";
  expect(told(refused(cause(['spec'], ofSet)), live, wanted).causes.map(([at]) => at)).toEqual([
    'spec.serviceName',
    'spec.containers.0.image',
  ]);
  const ofPod = 'pod updates may not change fields other than `spec.containers[*].image`';
  expect(told(refused(cause(['spec'], ofPod)), live, wanted).causes.map(([at]) => at)).toEqual([
    'spec.replicas',
    'spec.serviceName',
  ]);
});

test('the same quantity, null and what the manifest leaves out are no changes', () => {
  const live = { spec: { cpu: '1000m', size: '1Gi', name: 'a' } };
  const wanted = { spec: { cpu: 1, size: null, name: 'b' } };
  expect(told(refused(cause(['spec'], immutable)), live, wanted).causes.map(([at]) => at)).toEqual([
    'spec.name',
  ]);
});

test('lists of other lengths are told as a whole', () => {
  const { causes } = told(
    refused(cause(['spec', 'l'], immutable)),
    { spec: { l: [1] } },
    { spec: { l: [1, 2] } },
  );
  expect(causes.map(([at]) => at)).toEqual(['spec.l']);
});

test('a claim that would shrink gets other words and other advice', () => {
  const smaller = cause(['spec', 'size'], 'field can not be less than previous value');
  const { causes, message } = told(
    refused(smaller),
    { spec: { size: '2Gi' } },
    { spec: { size: '1Gi' } },
  );
  expect(causes[0]?.[1]).toMatch(/^It cannot be made smaller: "2Gi" in the cluster/);
  expect(message).toContain('Write what the cluster has, or more');
  const both = refused(smaller, cause(['spec', 'x'], immutable));
  expect(
    told(both, { spec: { size: '2Gi', x: 1 } }, { spec: { size: '1Gi', x: 2 } }).message,
  ).toContain('Leave the field as it is');
});

test('where no change is found the refusal is told without what Go prints', () => {
  const words = 'Invalid value: core.Spec{Name:"x"}: field is immutable\nmore';
  expect(
    told(refused(cause(['spec'], words)), { spec: { a: 1 } }, { spec: { a: 1 } }).causes,
  ).toEqual([['spec', 'field is immutable']]);
});

test('other causes stay, and at most ten fields are told', () => {
  const live = {
    spec: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`f${index}`, 1])),
  };
  const wanted = {
    spec: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`f${index}`, 2])),
  };
  const { causes } = told(
    refused(cause(['spec'], immutable), cause(['metadata'], 'other')),
    live,
    wanted,
  );
  expect(causes).toHaveLength(11);
  expect(causes.at(-1)).toEqual(['metadata', 'other']);
});

test('values of a Secret are not told', () => {
  const live = { kind: 'Secret', apiVersion: 'v1', data: { a: 'eA==' } };
  const wanted = { kind: 'Secret', apiVersion: 'v1', stringData: { a: 'hunter2' } };
  const { causes, message } = told(
    refused(cause(['data'], 'field is immutable when `immutable` is set')),
    live,
    wanted,
    'Secret',
  );
  expect(causes).toEqual([['stringData.a', 'It cannot be changed once it is set']]);
  expect(message).not.toMatch(/hunter2|eA==/);
});

test('what is about something else, or a new object, is left as it is', () => {
  const other = refused(cause(['spec'], 'must be at least 1'));
  expect(told(other, { spec: {} }, { spec: {} }).isSame).toBe(true);
  expect(told(refused(cause(['spec'], immutable)), undefined, { spec: {} }).isSame).toBe(true);
  const forbidden = clusterError('forbidden', '', { causes: [cause(['spec'], immutable)] });
  expect(told(forbidden, { spec: { a: 1 } }, { spec: { a: 2 } }).isSame).toBe(true);
});
