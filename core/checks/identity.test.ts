import { expect, test } from 'vitest';
import { ManifestDocument } from '../model/manifestDocument.ts';
import { packIndex } from '../schema/packedIndex.ts';
import type { KindEntry } from '../schema/schema.ts';
import { SchemaStore } from '../schema/schemaStore.ts';
import { checkIdentity } from './identity.ts';

const entry = (group: string, version: string, kind: string, bundle: string): KindEntry => ({
  ...{ group, version, kind, plural: '', namespaced: true, bundle, definition: kind },
  ...{ source: bundle, sourceVersion: '1' },
});
const store = new SchemaStore(() =>
  JSON.stringify(
    packIndex([
      entry('', 'v1', 'Pod', 'io.k8s.api.core.v1'),
      entry('apps', 'v1', 'Deployment', 'io.k8s.api.apps.v1'),
      {
        ...entry('', 'v1', 'PersistentVolumeClaim', 'io.k8s.api.core.v1'),
        ...{ plural: 'persistentvolumeclaims', shortNames: ['pvc'] },
      },
      entry('storage.k8s.io', 'v1', 'StorageClass', 'io.k8s.api.storage.v1'),
      entry('kafka.strimzi.io', 'v1beta2', 'Kafka', 'kafka.strimzi.io'),
      entry('kafka.strimzi.io', 'v1beta2', 'KafkaTopic', 'kafka.strimzi.io'),
    ]),
  ),
);

/** `severity code "marked text" -> text of the fix`. */
function said(text: string): string[] {
  const document = new ManifestDocument(text, 1);
  return checkIdentity(document.typeMeta, document.gvk, store).map(
    ({ severity, code, span, fix }) =>
      [`${severity} ${code} "${text.slice(...span)}"`, ...(fix ? [fix.edits[0]?.[1]] : [])].join(
        ' -> ',
      ),
  );
}
const named = (apiVersion: string, kind: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {}\n`;

test.each([
  ['a short name', named('v1', 'PVC'), ['error unknown-kind "PVC" -> PersistentVolumeClaim']],
  [
    'a plural in the version of another kind',
    named('apps/v1', 'PersistentVolumeClaims'),
    ['error unknown-kind "PersistentVolumeClaims" -> PersistentVolumeClaim'],
  ],
  [
    'small letters',
    named('apps/v1', 'deployment'),
    ['error unknown-kind "deployment" -> Deployment'],
  ],
  ['a kind with a typo', named('v1', 'Pdo'), ['error unknown-kind "Pdo" -> Pod']],
  ['a kind of another version', named('v1', 'Deployment'), ['error unknown-kind "v1" -> apps/v1']],
  [
    'a version that Kubernetes does not serve',
    named('apps/v1beta1', 'Deployment'),
    ['error unknown-kind "apps/v1beta1" -> apps/v1'],
  ],
  [
    'a version that another release of an operator may serve',
    named('kafka.strimzi.io/v1', 'Kafka'),
    ['warning unknown-kind "kafka.strimzi.io/v1" -> kafka.strimzi.io/v1beta2'],
  ],
  [
    'a group with a typo',
    named('kafka.strimzi.oi/v1beta2', 'Something'),
    ['error unknown-kind "kafka.strimzi.oi/v1beta2" -> kafka.strimzi.io/v1beta2'],
  ],
  [
    'another group that is called alike',
    named('hive.strimzi.io/v1beta2', 'Something'),
    ['hint unknown-kind "Something"'],
  ],
  [
    'a kind that Kubernetes has not',
    named('apps/v1', 'Something'),
    ['error unknown-kind "Something"'],
  ],
  [
    'a kind that an operator may have',
    named('kafka.strimzi.io/v1beta2', 'Something'),
    ['hint unknown-kind "Something"'],
  ],
  [
    'a kind that nobody can have',
    named('kafka.strimzi.io/v1beta2', '"a b"'),
    ['error unknown-kind ""a b""'],
  ],
  ['a group of nobody', named('unknown/v1', 'Something'), ['error unknown-kind "unknown/v1"']],
  ['a kind of another operator', named('example.com/v1', 'Thing'), ['hint unknown-kind "Thing"']],
  [
    'what is no apiVersion',
    named('Apps/V1', 'Deployment'),
    ['error invalid-api-version "Apps/V1"'],
  ],
] as const)('%s', (_name, text, expected) => {
  expect(said(text)).toEqual(expected);
});

test('a kind without apiVersion is told where it is an object', () => {
  expect(said('kind: Pod\nmetadata: {}\n')).toEqual(['error missing-field "Pod"']);
  expect(said('kind: Pod\nspec: {}\n')).toEqual(['error missing-field "Pod"']);
  expect(said('kind: Pod\n')).toEqual([]);
  expect(said('kind: Unknown\nmetadata: {}\n')).toEqual([]);
  expect(said('apiVersion:\nkind: Pod\n')).toEqual(['error missing-field "" ->  v1']);
});

test('an apiVersion without kind is told where it is an object of a known one', () => {
  expect(said('apiVersion: v1\nmetadata: {}\n')).toEqual(['error missing-field "v1"']);
  expect(said('apiVersion: v1\nkind:\n')).toEqual(['error missing-field ""']);
  expect(said('apiVersion: v1\n')).toEqual([]);
  expect(said('apiVersion: example.com/v1\nspec: {}\n')).toEqual([]);
});

/** A store that knows how versions come and go. */
const versioned = new SchemaStore((name) =>
  JSON.stringify(
    name === 'index'
      ? packIndex([
          entry('networking.k8s.io', 'v1', 'Ingress', 'io.k8s.api.networking.v1'),
          entry('extensions.istio.io', 'v1alpha1', 'WasmPlugin', 'istio'),
        ])
      : { newest: '1.36', kinds: { 'extensions/v1beta1/Ingress': { removed: '1.22' } } },
  ),
);

test.each([
  // What is said of it depends on the release: findings/kindRelease.ts.
  [named('extensions/v1beta1', 'Ingress'), []],
  [
    named('extensions/v1', 'Gone'),
    ['error: there is no Gone in extensions/v1: the server has no such kind'],
  ],
])('a version of Kubernetes that is not in the index: %j', (text, expected) => {
  const document = new ManifestDocument(text, 1);
  const found = checkIdentity(document.typeMeta, document.gvk, versioned);
  expect(found.map(({ severity, message }) => `${severity}: ${message}`)).toEqual(expected);
});
