/** What the explorer shows of a cluster beside lists of one kind: see `Exploring` of api.ts. */
import { reviewAccess } from './accessReview.ts';
import type { Exploring, ResourceRef } from '../api.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { readApiServer } from './apiServer.ts';
import { readClaimUsers } from './claimUsers.ts';
import { readComponent } from './component.ts';
import { readEndpoints } from './endpoints.ts';
import { createHelmReleases } from './helmReleases.ts';
import { createKindList } from './kindList.ts';
import { readNode } from './nodeState.ts';
import { readManifestsAround } from './pictureManifests.ts';
import { ownedPods } from './ownedPods.ts';
import { readSecretKeys, readSecretValue } from './secretKeys.ts';

/** As it is where the kind is not known. */
async function placed(
  { discovery, namespace }: ResourceContext,
  ref: ResourceRef,
  signal?: AbortSignal,
): Promise<ResourceRef> {
  const kind = await discovery.resource(ref.apiVersion, ref.kind, signal);
  const { apiVersion, kind: kindName, name } = ref;
  const isWide = kind.ok && !kind.value.namespaced;
  const within = isWide ? {} : { namespace: ref.namespace ?? namespace };
  return { apiVersion, kind: kindName, name, ...within };
}

export function createExploring(context: ResourceContext): Exploring {
  const releases = createHelmReleases(context);
  const kinds = createKindList(context);
  return {
    place: (ref, signal) => placed(context, ref, signal),
    mayListAll: (signal) =>
      reviewAccess(context.connection, { verb: 'list', resource: 'pods' }, signal),
    kinds,
    podsOf: (ref, signal) => ownedPods(context, ref, signal),
    endpointsOf: (ref, signal) => readEndpoints(context, ref, signal),
    usersOf: (claim, signal) => readClaimUsers(context, claim, signal),
    secretKeys: (ref, signal) => readSecretKeys(context, ref, signal),
    secretValue: (ref, key, signal) => readSecretValue(context, ref, key, signal),
    releases: (namespace, signal) => releases.list(namespace, signal),
    releaseValues: (release, signal) => releases.values(release, signal),
    releaseObjects: (release, signal) => releases.objects(release, signal),
    manifestsAround: async (around, signal) => {
      const served = await kinds(signal);
      return readManifestsAround(context, around, served.ok ? served.value : [], signal);
    },
    apiServer: (signal) => readApiServer(context.connection, signal),
    component: (name, signal) => readComponent(context, name, signal),
    node: (name, signal) => readNode(context, name, signal),
  };
}
