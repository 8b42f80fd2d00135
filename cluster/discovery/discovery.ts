/** Which kinds a cluster serves and under which addresses; asked once per group-version, again when a kind is missing. */
import { abortable } from '../http/abortable.ts';
import type { Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { createServedElsewhere } from './servedElsewhere.ts';
import type { ServedElsewhere } from './servedElsewhere.ts';
import { at, listAt, parseJson, textAt } from '../values.ts';
import { parseApiVersion } from '../../shared/gvk.ts';

export interface ApiResource {
  readonly apiVersion: string;
  readonly kind: string;
  /** As in the address, e.g. `pods`. */
  readonly plural: string;
  /** With the group, for messages: `sparkapplications.sparkoperator.k8s.io`. */
  readonly resource: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  /** It has a number of replicas that can be set: the subresource `scale`. */
  readonly isScalable?: boolean;
}

export interface Discovery {
  resource(apiVersion: string, kind: string, signal?: AbortSignal): Promise<Result<ApiResource>>;
  /** All kinds of a group-version. */
  kinds(apiVersion: string, signal?: AbortSignal): Promise<Result<readonly ApiResource[]>>;
  /** Forgets a group-version, after a CRD came or went. */
  forget(apiVersion: string): void;
}

/** A list younger than this is not asked for again because a kind is missing in it. */
const FRESH = 3000;

export function createDiscovery(connection: ClusterConnection, contextName: string): Discovery {
  const asking = { connection, elsewhere: createServedElsewhere(connection) };
  const lists = new Map<string, { at: number; kinds: Promise<Result<Map<string, ApiResource>>> }>();

  function load(apiVersion: string) {
    const entry = { at: Date.now(), kinds: fetchKinds(connection, apiVersion) };
    lists.set(apiVersion, entry);
    const drop = () => {
      if (lists.get(apiVersion) === entry) lists.delete(apiVersion);
    };
    entry.kinds.then((result) => {
      if (!result.ok) drop();
    }, drop);
    return entry;
  }

  return {
    async resource(apiVersion, kind, signal) {
      if (!parseApiVersion(apiVersion)) {
        return fail(
          'kind-unknown',
          `"${apiVersion}" is not an apiVersion; it has the form group/version, or v1`,
        );
      }
      let list = lists.get(apiVersion) ?? load(apiVersion);
      let kinds = await abortable(list.kinds, signal);
      if (kinds.ok && !kinds.value.has(kind) && Date.now() - list.at > FRESH) {
        list = load(apiVersion);
        kinds = await abortable(list.kinds, signal);
      }
      if (!kinds.ok) {
        if (kinds.error.code !== 'kind-unknown') return kinds;
        return unknownKind(asking, contextName, apiVersion, kind);
      }
      const found = kinds.value.get(kind);
      if (found) return { ok: true, value: found };
      return unknownKind(asking, contextName, apiVersion, kind, [...kinds.value.keys()]);
    },
    async kinds(apiVersion, signal) {
      const kinds = await abortable((lists.get(apiVersion) ?? load(apiVersion)).kinds, signal);
      return kinds.ok ? { ok: true, value: [...kinds.value.values()] } : kinds;
    },
    forget(apiVersion) {
      lists.delete(apiVersion);
    },
  };
}

/**
 * Uses a kind's resource. Where the server no longer has it at that address, the kinds are asked for once more: its
 * CustomResourceDefinition may have been made anew with another scope or plural.
 */
export async function withResource<T>(
  discovery: Discovery,
  { apiVersion, kind }: Pick<ApiResource, 'apiVersion' | 'kind'>,
  use: (resource: ApiResource) => Promise<Result<T>>,
  signal?: AbortSignal,
): Promise<Result<T>> {
  const found = await discovery.resource(apiVersion, kind, signal);
  if (!found.ok) return found;
  const first = await use(found.value);
  if (first.ok || first.error.code !== 'kind-unknown') return first;
  const moved = await movedResource(discovery, found.value, signal);
  return moved ? use(moved) : first;
}

/** The resource of a kind as it is now, if that is another one. */
export async function movedResource(
  discovery: Discovery,
  { apiVersion, kind, plural, namespaced }: ApiResource,
  signal?: AbortSignal,
): Promise<ApiResource | undefined> {
  discovery.forget(apiVersion);
  const again = await discovery.resource(apiVersion, kind, signal);
  if (!again.ok) return undefined;
  const isMoved = again.value.plural !== plural || again.value.namespaced !== namespaced;
  return isMoved ? again.value : undefined;
}

/** Address of a resource; without a name that of the collection. */
export function resourcePath(
  { apiVersion, plural, namespaced }: Pick<ApiResource, 'apiVersion' | 'plural' | 'namespaced'>,
  namespace: string | undefined,
  name?: string,
): string {
  const scope = namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${rootPath(apiVersion)}${scope}/${plural}${name ? `/${encodeURIComponent(name)}` : ''}`;
}

function rootPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

async function fetchKinds(
  connection: ClusterConnection,
  apiVersion: string,
): Promise<Result<Map<string, ApiResource>>> {
  const answer = await connection.request({
    method: 'GET',
    path: rootPath(apiVersion),
    verb: 'get',
    resource: apiVersion,
    repeatable: true,
  });
  if (!answer.ok) return answer;
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  const kinds = new Map<string, ApiResource>();
  const resources = listAt(parseJson(answer.value.body), 'resources');
  const names = new Set(resources.map((item) => textAt(item, 'name')));
  for (const item of resources) {
    const plural = textAt(item, 'name');
    const kind = textAt(item, 'kind');
    if (!plural || !kind || plural.includes('/')) continue; // sub-resources
    kinds.set(kind, {
      apiVersion,
      kind,
      plural,
      resource: group ? `${plural}.${group}` : plural,
      namespaced: at(item, 'namespaced') === true,
      verbs: listAt(item, 'verbs').map(String),
      ...(names.has(`${plural}/scale`) && { isScalable: true }),
    });
  }
  return { ok: true, value: kinds };
}

interface Asking {
  readonly connection: ClusterConnection;
  readonly elsewhere: ServedElsewhere;
}

/** Such a kind moves from one group to another, and no operator brings it. */
function isOfKubernetes(apiVersion: string): boolean {
  const [group = '', version] = apiVersion.split('/');
  return version === undefined || !group.includes('.') || group.endsWith('.k8s.io');
}

async function unknownKind(
  { connection, elsewhere }: Asking,
  contextName: string,
  apiVersion: string,
  kind: string,
  served?: readonly string[],
): Promise<Result<never>> {
  const what = `The cluster of context ${contextName} has no kind ${kind} in ${apiVersion}`;
  const near = served?.find((name) => name.toLowerCase() === kind.toLowerCase());
  if (near) return fail('kind-unknown', `${what}, but ${near}. Correct the kind`);
  const [group, version] = apiVersion.split('/');
  const others = isOfKubernetes(apiVersion) ? await elsewhere(kind) : [];
  if (others.length) {
    return fail(
      'kind-unknown',
      `${what}; it serves ${kind} as ${others.join(' and ')}. Correct the apiVersion, and look whether its fields are others there`,
    );
  }
  if (served || version === undefined || group === undefined) {
    return fail(
      'kind-unknown',
      `${what}. Correct the kind or the apiVersion, or install what serves it`,
    );
  }
  const answer = await connection.request({
    method: 'GET',
    path: `/apis/${group}`,
    verb: 'get',
    resource: group,
    repeatable: true,
  });
  const versions = answer.ok
    ? listAt(parseJson(answer.value.body), 'versions').flatMap(
        (item) => textAt(item, 'version') ?? [],
      )
    : [];
  if (versions.length) {
    return fail(
      'kind-unknown',
      `${what}; it serves ${group} as ${versions.join(', ')}. Correct the apiVersion`,
    );
  }
  return fail(
    'kind-unknown',
    `${what}. Install its CustomResourceDefinition (the operator for ${group}) first, or choose another context`,
    { ...(!answer.ok && answer.error.status === 404 && { isGroupAbsent: true as const }) },
  );
}
