import { expect, test } from 'vitest';
import type { ClusterError, FieldCause, PlanAction, PlanEntry } from '../api.ts';
import { definedApiVersions, Makers, type PlannedObject } from './prerequisites.ts';

const error = (message: string, more: Partial<ClusterError> = {}): ClusterError => ({
  ...{ code: 'invalid', message, causes: [] },
  ...more,
});

function planned(
  kind: string,
  name: string,
  { action = 'create', namespace = 'a', object = {} }: Made = {},
): PlannedObject {
  const ref = { apiVersion: 'v1', kind, name, ...(namespace && { namespace }) };
  const document = { index: 0, apiVersion: 'v1', kind } as PlanEntry['document'];
  return { entry: { index: 0, document, ref, action, warnings: [] }, object };
}

interface Made {
  readonly action?: PlanAction;
  readonly namespace?: string;
  readonly object?: unknown;
}

/** What an entry of namespace `a` that was refused like this waits for. */
function missing(made: readonly PlannedObject[], refusal: ClusterError, apiVersion = 'v1') {
  const document = { index: 1, apiVersion, kind: 'Thing' } as PlanEntry['document'];
  const ref = { apiVersion, kind: 'Thing', name: 't', namespace: 'a' };
  const entry = {
    index: 1,
    document,
    ref,
    action: 'refused',
    warnings: [],
    error: refusal,
  } as const;
  return new Makers(made).missing(entry);
}

test.each([
  ['ServiceAccount', 'spark', 'pods "x" is forbidden: serviceaccount "spark" not found'],
  ['PriorityClass', 'high', 'no PriorityClass with name high was found'],
  ['Role', 'r', 'roles.rbac.authorization.k8s.io "r" not found'],
  ['StorageClass', 's', 'storageclasses.storage.k8s.io "s" not found'],
  ['NetworkPolicy', 'n', 'networkpolicies "n" not found'],
])('%s %s of the plan is what this misses: %s', (kind, name, message) => {
  const made = planned(kind, name);
  expect(missing([made], error(message))).toEqual({
    ...{ entry: made.entry, what: 'object', isNamespaced: true },
  });
  expect(missing([planned(kind, 'another')], error(message))).toBeUndefined();
  expect(missing([planned(kind, name, { action: 'change' })], error(message))).toBeUndefined();
  expect(missing([planned(kind, name, { namespace: 'b' })], error(message))).toBeUndefined();
});

test('kinds without a namespace are found as well', () => {
  const made = planned('PriorityClass', 'high', { namespace: '' });
  expect(missing([made], error('no PriorityClass with name high was found'))?.what).toBe('object');
});

test('a quota that the plan changes may let more in', () => {
  const refusal = error('pods "x" is forbidden: exceeded quota: q, requested: pods=1');
  const made = planned('ResourceQuota', 'q', { action: 'change' });
  expect(missing([made], refusal)).toMatchObject({ what: 'quota' });
  expect(missing([planned('ResourceQuota', 'other')], refusal)).toBeUndefined();
});

test('a namespace counts where the plan makes it', () => {
  const refusal = error('', { code: 'namespace-missing' });
  const options = { namespace: '' };
  expect(missing([planned('Namespace', 'a', options)], refusal)?.what).toBe('namespace');
  expect(missing([planned('Namespace', 'b', options)], refusal)).toBeUndefined();
  const refused = planned('Namespace', 'a', { ...options, action: 'refused' });
  expect(missing([refused], refusal)).toBeUndefined();
});

const crd = (scope = 'Namespaced', served = true, action: PlanAction = 'create'): PlannedObject =>
  planned('CustomResourceDefinition', 'things.a.io', {
    action,
    namespace: '',
    object: {
      spec: { group: 'a.io', scope, names: { kind: 'Thing' }, versions: [{ name: 'v1', served }] },
    },
  });
const unknownKind = error('', { code: 'kind-unknown' });

test('a kind that the plan defines is waited for, in the versions that it serves', () => {
  expect(missing([crd()], unknownKind, 'a.io/v1')).toMatchObject({
    ...{ what: 'kind', isNamespaced: true },
  });
  expect(missing([crd('Cluster')], unknownKind, 'a.io/v1')?.isNamespaced).toBe(false);
  expect(missing([crd()], unknownKind, 'a.io/v2')).toBeUndefined();
  expect(missing([crd()], unknownKind, 'b.io/v1')).toBeUndefined();
  expect(missing([crd('Namespaced', false)], unknownKind, 'a.io/v1')).toBeUndefined();
});

test('an unknown field is waited for only where the plan changes the kind', () => {
  const causes: FieldCause[] = [{ path: ['spec'], message: '', reason: 'UnknownField' }];
  const refusal = error('', { causes });
  const changed = crd('Namespaced', true, 'change');
  expect(missing([changed], refusal, 'a.io/v1')?.what).toBe('schema');
  expect(missing([crd()], refusal, 'a.io/v1')).toBeUndefined();
});

test('what has no error waits for nothing, and another refusal neither', () => {
  const { entry } = planned('Pod', 'x');
  expect(new Makers([crd()]).missing(entry)).toBeUndefined();
  expect(missing([crd()], error('it is too long'))).toBeUndefined();
});

test.each([
  [true, /this plan has no kind Thing in a\.io\/v2: it serves v1\. Correct/],
  [false, /it serves no version\. Correct/],
])('a version that the definition of the plan does not serve is told', (served, words) => {
  const document = { index: 1, apiVersion: 'a.io/v2', kind: 'Thing' } as PlanEntry['document'];
  const entry: PlanEntry = {
    ...{ index: 1, document, action: 'not-applicable', warnings: [], error: unknownKind },
  };
  const makers = new Makers([crd('Namespaced', served)]);
  expect(makers.withServedVersions(entry).error?.message).toMatch(words);
  const other = { ...entry, error: error('no') };
  expect(makers.withServedVersions(other)).toBe(other);
  const right = { ...entry, document: { ...document, apiVersion: 'a.io/v1' } };
  if (served) expect(makers.withServedVersions(right)).toBe(right);
});

test('a definition changes the kinds of all its versions', () => {
  const { entry, object } = crd();
  expect(definedApiVersions(entry, object)).toEqual(['a.io/v1']);
  expect(definedApiVersions(planned('Pod', 'x').entry, object)).toEqual([]);
});
