/**
 * A fake: the few requests of an apply, played in memory over plain HTTP, for what a real API server cannot be made to do
 * on demand: fail, refuse and lose answers at a certain request. What it stores is not what an API server would store.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import type { ClusterSession } from '../../cluster/api.ts';
import { createClusterService } from '../../cluster/clusterService.ts';
import type { ConnectionOptions } from '../../cluster/kubeCluster.ts';

type Json = Record<string, unknown>;

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** Instead of the answer: another one; `lost`: it is done and the connection breaks; `broken`: it breaks before; `silent`: nothing is done or said. */
export type Fault =
  | { readonly status: number; readonly body: Json; readonly headers?: Record<string, string> }
  | 'lost'
  | 'broken'
  | 'silent';

export interface PlayedServer {
  readonly session: ClusterSession;
  readonly asked: Asked[];
  /** By their path. */
  readonly objects: Map<string, Json>;
  fault: (asked: Asked) => Fault | undefined;
}

export const isDryRun = ({ query }: Asked): boolean => query.get('dryRun') === 'All';
export const isApply = (asked: Asked): boolean => asked.method === 'PATCH' && !isDryRun(asked);

/** A `Status` as an API server answers it. */
export function status(code: number, reason: string, message: string, details?: Json): Fault {
  const body = { kind: 'Status', status: 'Failure', code, reason, message, details };
  return { status: code, body };
}

export async function playServer(options: ConnectionOptions = {}): Promise<PlayedServer> {
  const played: Omit<PlayedServer, 'session'> = {
    asked: [],
    objects: new Map(),
    fault: () => undefined,
  };
  for (const name of ['default', 'a'])
    played.objects.set(`/api/v1/namespaces/${name}`, {
      ...{ apiVersion: 'v1', kind: 'Namespace', metadata: { name, uid: `uid-${name}` } },
    });
  const server = createServer((request, response) => void answer(played, request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(played, { session: await sessionWith(url, options) });
}

async function sessionWith(url: string, options: ConnectionOptions): Promise<ClusterSession> {
  const kubeconfig = join(mkdtempSync(join(tmpdir(), 'played-server-')), 'config');
  const config = {
    'current-context': 'c',
    clusters: [{ name: 'c', cluster: { server: url } }],
    users: [{ name: 'u', user: {} }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  const service = createClusterService({
    ...options,
    env: { ...process.env, KUBECONFIG: kubeconfig },
  });
  const opened = await service.session();
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

async function answer(
  played: Omit<PlayedServer, 'session'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = (await request.setEncoding('utf8').toArray()).join('');
  const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://x');
  const asked: Asked = { method: request.method ?? '', path, query, body: parse(text) as unknown };
  played.asked.push(asked);
  const fault = played.fault(asked);
  if (fault === 'silent') return;
  if (fault === 'broken') {
    request.socket.destroy();
    return;
  }
  const said = typeof fault === 'object' ? fault : perform(played.objects, asked);
  if (fault === 'lost') {
    request.socket.destroy();
    return;
  }
  response.writeHead(said.status, { 'content-type': 'application/json', ...said.headers });
  response.end(JSON.stringify(said.body));
}

type Said = Exclude<Fault, string>;

/** For a group that is not served there is no `Status`. */
const noPage: Said = { status: 404, body: {} };

const lists: Readonly<Record<string, readonly (readonly [string, string, boolean])[]>> = {
  '/api/v1': [
    ['configmaps', 'ConfigMap', true],
    ['secrets', 'Secret', true],
    ['pods', 'Pod', true],
    ['limitranges', 'LimitRange', true],
    ['serviceaccounts', 'ServiceAccount', true],
    ['namespaces', 'Namespace', false],
  ],
  '/apis/batch/v1': [['jobs', 'Job', true]],
  '/apis/apiextensions.k8s.io/v1': [
    ['customresourcedefinitions', 'CustomResourceDefinition', false],
  ],
};

function perform(objects: Map<string, Json>, asked: Asked): Said {
  const { method, path } = asked;
  const kinds = lists[path] ?? kindsOfDefinitions(objects, path);
  if (kinds) {
    const resources = kinds.map(([name, kind, namespaced]) => ({
      ...{ name, kind, namespaced, verbs: ['get', 'list', 'patch', 'create', 'delete'] },
    }));
    return { status: 200, body: { kind: 'APIResourceList', resources } };
  }
  const [, namespace] = /\/namespaces\/([^/]+)\//.exec(path) ?? [];
  if (namespace && method !== 'GET' && !objects.has(`/api/v1/namespaces/${namespace}`))
    return missing('namespaces', namespace);
  const live = objects.get(path);
  if (method === 'PATCH') return store(objects, asked, path, live);
  if (method === 'POST') {
    const { name, generateName } = metadataOf(asked.body);
    const made = typeof name === 'string' ? name : `${generateName as string}x1`;
    return store(objects, asked, `${path}/${made}`, undefined, made);
  }
  if (!live) return /^\/apis\/[^/]+\/[^/]+$/.test(path) ? noPage : missing(...lastTwo(path));
  if (method === 'DELETE') objects.delete(path);
  return { status: 200, body: live };
}

/** Kinds of definitions that were applied. */
function kindsOfDefinitions(objects: Map<string, Json>, path: string) {
  const found = [...objects.values()].flatMap(({ kind, spec }) => {
    if (kind !== 'CustomResourceDefinition') return [];
    const { group, names, scope } = spec as { group: string; names: Json; scope: string };
    const isHere = path === `/apis/${group}/v1`;
    const isNamespaced = scope === 'Namespaced';
    return isHere ? [[String(names.plural), String(names.kind), isNamespaced] as const] : [];
  });
  return found.length > 0 ? found : undefined;
}

/** Server-side apply as far as these tests look: what is sent replaces what was there, and belongs to whoever sent it. */
function store(
  objects: Map<string, Json>,
  asked: Asked,
  path: string,
  live: Json | undefined,
  name?: string,
): Said {
  const sent = asked.body as Json;
  const manager = asked.query.get('fieldManager');
  const before = live && metadataOf(live);
  const isSame = live && JSON.stringify(contentOf(live)) === JSON.stringify(contentOf(sent));
  const version = Number(before?.resourceVersion ?? 0);
  const changed = isSame ? version : version + 1;
  const metadata = {
    ...metadataOf(sent),
    ...(name && { name }),
    uid: before?.uid ?? `uid-${path}`,
    creationTimestamp: new Date(0).toISOString(),
    resourceVersion: String(changed),
    managedFields: [{ manager, operation: 'Apply', time: new Date(changed * 10).toISOString() }],
  };
  const definition = sent.kind === 'CustomResourceDefinition';
  const conditions = [{ type: 'Established', status: 'True' }];
  const made = { ...sent, metadata, ...(definition && { status: { conditions } }) };
  if (!isDryRun(asked)) objects.set(path, made);
  return { status: live ? 200 : 201, body: made };
}

function contentOf(object: Json): unknown {
  const { metadata: _, status: __, ...content } = object;
  return [content, metadataOf(object).labels];
}

function metadataOf(object: unknown): Json {
  return ((object as Json | null)?.metadata ?? {}) as Json;
}

function missing(resource: string, name: string): Said {
  const said = status(404, 'NotFound', `${resource} "${name}" not found`, { name, kind: resource });
  return said as Said;
}

function lastTwo(path: string): [string, string] {
  const [resource = '', name = ''] = path.split('/').slice(-2);
  return [resource, name];
}
