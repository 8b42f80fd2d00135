/** Gives a workload the pod template of an earlier revision, as `kubectl rollout undo` does. */
import type { RollBackFacts } from '../../shared/kindFacts.ts';
import type { Revision } from '../actionsApi.ts';
import type { Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import { sameContent } from '../objects/cleanObject.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { at, objectAt, type JsonObject } from '../values.ts';
import { pathOf, requestOf, type LiveObject } from './live.ts';
import {
  deploymentRevision,
  imagesOf,
  readRevisions,
  told,
  type KeptRevision,
} from './revisions.ts';
import type { Write } from './write.ts';

export async function revisionsOf(
  context: ResourceContext,
  live: LiveObject,
  facts: RollBackFacts,
  signal?: AbortSignal,
): Promise<Result<readonly Revision[]>> {
  const kept = await readRevisions(context, live, facts, signal);
  if (!kept.ok) return kept;
  return { ok: true, value: kept.value.map((one, index) => told(live, one, index)) };
}

export async function rollBack(
  context: ResourceContext,
  live: LiveObject,
  facts: RollBackFacts,
  { revision, signal }: { readonly revision?: number; readonly signal?: AbortSignal },
): Promise<Result<Write>> {
  const { resource, name, object } = live;
  const what = `${resource.kind} ${name}`;
  if (at(object, 'spec', 'paused') === true)
    return fail(
      'invalid',
      `${what} is paused and would not take up the revision. Take spec.paused away first`,
    );
  const kept = await readRevisions(context, live, facts, signal);
  if (!kept.ok) return kept;
  const [current] = kept.value;
  const wanted = kept.value.find(({ number }) => number === revision);
  if (!wanted) return fail('not-found', `${what} has no revision ${revision ?? ''} any more`);
  const before = objectAt(object, 'spec', 'template');
  if (sameContent(before, wanted.template))
    return fail('invalid', `${what} is as in revision ${wanted.number} already`);
  const lines = [
    `revision: ${current?.number ?? 'none'} → ${wanted.number}`,
    ...imageLines(before, wanted.template),
    'all of spec.template becomes as it was, and the pods are made anew; the number of replicas stays',
  ];
  const request = {
    ...requestOf(live, 'PATCH', 'patch'),
    path: pathOf(live),
    ...(facts.history === 'ReplicaSet' ? replacing(live, wanted) : merging(live, wanted)),
    repeatable: true,
  };
  return { ok: true, value: { request, lines } };
}

function imageLines(before: unknown, after: unknown): readonly string[] {
  const old = new Map(imagesOf(before));
  return imagesOf(after)
    .filter(([name, image]) => old.get(name) !== image)
    .map(([name, image]) => `image of ${name}: ${old.get(name) ?? 'no such container'} → ${image}`);
}

/** Annotations of a Deployment that are about itself, and do not come from its revisions. */
const ofDeployment = [
  'kubectl.kubernetes.io/last-applied-configuration',
  deploymentRevision,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
];

/** The other annotations come with the revision. */
function replacing({ object, uid }: LiveObject, { template, keeper }: KeptRevision) {
  const own = entriesOf(object).filter(([key]) => ofDeployment.includes(key));
  const others = entriesOf(keeper).filter(([key]) => !ofDeployment.includes(key));
  const annotations = Object.fromEntries([...own, ...others]);
  const body = [
    { op: 'replace', path: '/spec/template', value: template },
    { op: 'add', path: '/metadata/annotations', value: annotations },
    { op: 'replace', path: '/metadata/uid', value: uid },
  ];
  return { body: JSON.stringify(body), contentType: 'application/json-patch+json' };
}

function entriesOf(object: JsonObject) {
  return Object.entries(objectAt(object, 'metadata', 'annotations'));
}

/** What the controller keeps is the patch that leads back to it. */
function merging({ uid }: LiveObject, { keeper }: KeptRevision) {
  const body = { ...objectAt(keeper, 'data'), metadata: { uid } };
  return {
    body: JSON.stringify(body),
    contentType: 'application/strategic-merge-patch+json',
    sent: body,
  };
}
