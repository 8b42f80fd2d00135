import { expect, test } from 'vitest';
import type { JsonObject } from '../values.ts';
import { acting, valueOf } from './testing.ts';

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const set = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db' };

const template = (image: string, labels: JsonObject = { app: 'web' }): JsonObject => ({
  metadata: { labels },
  spec: { containers: [{ name: 'main', image }] },
});
const live = (image: string, more: JsonObject = {}, annotations: JsonObject = {}): JsonObject => ({
  kind: 'Deployment',
  metadata: { name: 'web', annotations },
  spec: { template: template(image), ...more },
});
const controlled = (uid: string, controller = true) => [{ kind: 'X', uid, controller }];

const replicaSet = (
  name: string,
  revision: string,
  image: string,
  metadata: JsonObject = {},
): JsonObject => ({
  kind: 'ReplicaSet',
  metadata: {
    name,
    ownerReferences: controlled('uid-Deployment-web'),
    ...metadata,
    annotations: {
      'deployment.kubernetes.io/revision': revision,
      ...(metadata.annotations as JsonObject | undefined),
    },
  },
  spec: { template: template(image, { app: 'web', 'pod-template-hash': name }) },
});

test('the revisions of a Deployment are those of ReplicaSets that it controls, by number', async () => {
  const { actions } = acting(
    live('a:3'),
    replicaSet('two', '2', 'a:2', { creationTimestamp: '2026-01-02T00:00:00Z' }),
    replicaSet('ten', '10', 'a:3', { annotations: { 'kubernetes.io/change-cause': 'newer' } }),
    replicaSet('of-another', '4', 'b', { ownerReferences: controlled('uid-other') }),
    replicaSet('not-controlled', '5', 'b', {
      ownerReferences: controlled('uid-Deployment-web', false),
    }),
    replicaSet('no-number', 'x1', 'b'),
    replicaSet('too-long', '1234567890123456', 'b'),
  );
  const revisions = valueOf(await actions.revisionsOf({ ref: deployment }));
  expect(revisions).toMatchObject([
    { number: 10, isInUse: true, images: ['a:3'], cause: 'newer' },
    { number: 2, isInUse: false, images: ['a:2'], createdAt: '2026-01-02T00:00:00Z' },
  ]);
  expect(revisions[0]).not.toHaveProperty('createdAt');
  expect(revisions[1]).not.toHaveProperty('cause');
  expect(revisions[0]?.texts.before).toBe(revisions[0]?.texts.after);
  expect(revisions[1]?.texts.after).toContain('image: a:2');
  expect(revisions[1]?.texts.after).not.toContain('pod-template-hash');
});

test('a plan to go back shows revision and images, and replaces template and annotations', async () => {
  const cluster = acting(
    live(
      'a:3',
      { replicas: 5 },
      {
        'deployment.kubernetes.io/revision': '3',
        'kubernetes.io/change-cause': 'newer',
        own: 'x',
      },
    ),
    replicaSet('three', '3', 'a:3'),
    replicaSet('one', '1', 'a:1', {
      annotations: {
        'kubernetes.io/change-cause': 'first',
        'deployment.kubernetes.io/desired-replicas': '9',
      },
    }),
  );
  expect(await cluster.said('rollBack', deployment, { revision: 1 })).toEqual({
    lines: [
      'revision: 3 → 1',
      'image of main: a:3 → a:1',
      'all of spec.template becomes as it was, and the pods are made anew; the number of replicas stays',
    ],
    warnings: [],
  });
  const [tried] = cluster.asked.filter(({ method }) => method === 'PATCH');
  expect(tried).toMatchObject({
    contentType: 'application/json-patch+json',
    repeatable: true,
  });
  expect(JSON.parse(tried?.body ?? '')).toEqual([
    { op: 'replace', path: '/spec/template', value: template('a:1') },
    {
      op: 'add',
      path: '/metadata/annotations',
      value: { 'deployment.kubernetes.io/revision': '3', 'kubernetes.io/change-cause': 'first' },
    },
    { op: 'replace', path: '/metadata/uid', value: 'uid-Deployment-web' },
  ]);
});

test('a container that is new is told as one, and an image that stays is not told', async () => {
  const older = replicaSet('one', '1', 'a:1');
  const spec = {
    initContainers: [{ name: 'first', image: 'i' }],
    containers: [{ name: 'main', image: 'a:2' }],
  };
  const cluster = acting(live('a:2'), { ...older, spec: { template: { metadata: {}, spec } } });
  expect(await cluster.said('rollBack', deployment, { revision: 1 })).toMatchObject({
    lines: [
      'revision: 1 → 1',
      'image of first: no such container → i',
      expect.stringContaining('all of spec.template'),
    ],
  });
});

test('what cannot be gone back to is said', async () => {
  const said = async (object: JsonObject, revision?: number) =>
    acting(object, replicaSet('one', '1', 'a:1')).said('rollBack', deployment, {
      ...(revision !== undefined && { revision }),
    });
  expect(await said(live('a:2', { paused: true }), 1)).toBe(
    'Deployment web is paused and would not take up the revision. Take spec.paused away first',
  );
  expect(await said(live('a:2', { paused: false }), 1)).toHaveProperty('lines');
  expect(await said(live('a:2'), 7)).toBe('Deployment web has no revision 7 any more');
  expect(await said(live('a:2'))).toBe('Deployment web has no revision  any more');
  expect(await said(live('a:1'), 1)).toBe('Deployment web is as in revision 1 already');
});

test('revisions that cannot be listed are a failure of both', async () => {
  const cluster = acting(live('a:2'), replicaSet('one', '1', 'a:1'));
  cluster.fault = ({ verb }) => (verb === 'list' ? { message: 'no list' } : undefined);
  expect(await cluster.said('rollBack', deployment, { revision: 1 })).toBe('no list');
  expect(await cluster.actions.revisionsOf({ ref: deployment })).toMatchObject({
    error: { message: 'no list' },
  });
});

test('what a ControllerRevision keeps is the patch that leads back', async () => {
  const kept = (revision: number, image: string): JsonObject => ({
    kind: 'ControllerRevision',
    metadata: { name: `db-${revision}`, ownerReferences: controlled('uid-StatefulSet-db') },
    revision,
    data: { spec: { template: { $patch: 'replace', ...template(image) } } },
  });
  const cluster = acting(
    { kind: 'StatefulSet', metadata: { name: 'db' }, spec: { template: template('a:2') } },
    kept(1, 'a:1'),
    kept(2, 'a:2'),
  );
  expect(valueOf(await cluster.actions.revisionsOf({ ref: set }))).toMatchObject([
    { number: 2, isInUse: true },
    { number: 1, isInUse: false, images: ['a:1'] },
  ]);
  const plan = valueOf(await cluster.actions.plan('rollBack', { ref: set }, { revision: 1 }));
  expect(plan.lines[0]).toBe('revision: 2 → 1');
  valueOf(await cluster.actions.run(plan));
  expect(cluster.asked.at(-1)).toMatchObject({
    contentType: 'application/strategic-merge-patch+json',
    sent: {
      spec: { template: { $patch: 'replace', spec: { containers: [{ image: 'a:1' }] } } },
      metadata: { uid: 'uid-StatefulSet-db' },
    },
  });
  expect(cluster.asked.at(-1)?.body).toBe(JSON.stringify(cluster.asked.at(-1)?.sent));
});
