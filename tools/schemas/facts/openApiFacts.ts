// The OpenAPI (v2) document of an API server, and JSON Schemas in the same words, as facts.

import type { FactSchema, ServedKind } from './facts.ts';
import { schemaFacts } from './schemaFacts.ts';

type Definitions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The definitions whose name starts with the prefix. */
export function definitionFacts(
  definitions: Definitions,
  prefix: string,
): Record<string, FactSchema> {
  const names = Object.keys(definitions).filter((name) => name.startsWith(prefix));
  return Object.fromEntries(
    names.sort().map((name) => [name, schemaFacts(definitions[name] ?? {}, mentioned)]),
  );
}

/** How a documentation names the values of a field: in quotes, with a capital, or in a list that it announces. */
const quoted = /["'`]([\w*/+-]+(?: [\w*/+-]+){0,2})["'`]/g;
const capital = /\b[A-Z][\w*/+-]*/g;
const announced =
  /\b(?:values?(?: are| is)?|one of|must be|either)\b:? ([\w*/+-]+(?:(?:, (?:and |or )?| and | or )[\w*/+-]+)+)/gi;

/** Words that begin sentences, or stand in lists, and are no value of anything. */
const ordinaryWords = new Set(
  (
    'A An And API Any As At Based By Can Cannot Currently Defaults Deprecated Describes Each Either Example ' +
    'For From Has How However If Instead Is It Kubernetes May More Must Name Note One Only Optional Or Otherwise ' +
    'Please Possible Prefer Read Represents Required See Set Should Some Specifies Such That The There Therefore These ' +
    'They This Those To Typically Unless Used Valid Values We What When Where Whether Which Will With You ' +
    'a an and be by in is of or the to'
  ).split(' '),
);

/** For a text, or a list of texts, that may be anything: what its documentation names. */
function mentioned(source: Readonly<Record<string, unknown>>): { mentioned?: string } {
  const items = (source.items ?? {}) as FactSchema;
  const isText = source.type === 'string' || items.type === 'string';
  const { description } = source;
  if (!isText || source.enum || items.enum || typeof description !== 'string') return {};
  const words = [quoted, capital, announced]
    .flatMap((pattern) => [...description.matchAll(pattern)])
    .flatMap(([whole, list = whole]) => list.match(/[\w*/+-]+/g) ?? [])
    .filter((word) => !ordinaryWords.has(word));
  return words.length > 0 ? { mentioned: [...new Set(words)].sort().join(' ') } : {};
}

type Paths = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** `/api/v1/namespaces/{namespace}/pods` and `/apis/apps/v1/deployments`, with or without `/{name}`. */
const kindPath =
  /^\/(?:api|apis\/[^/]+)\/[^/]+\/(namespaces\/\{namespace\}\/)?([a-z]+)(?:\/\{name\})?$/;

/** The kinds that a server serves, by `group/version/kind`, from the paths of the document. */
export function servedKinds(paths: Paths): Record<string, ServedKind> {
  const served: Record<string, ServedKind> = {};
  for (const [path, operations] of Object.entries(paths)) {
    const match = kindPath.exec(path);
    const plural = match?.[2];
    if (plural === undefined) continue;
    for (const operation of Object.values(operations)) {
      const kind = kindOf(operation);
      if (kind === undefined) continue;
      const namespaced = Boolean(match?.[1]) || served[kind]?.namespaced === true;
      served[kind] = { plural, namespaced };
    }
  }
  return served;
}

function kindOf(operation: unknown): string | undefined {
  const { 'x-kubernetes-action': action, 'x-kubernetes-group-version-kind': kind } =
    operation as Operation;
  if (!kind || !['get', 'list', 'post'].includes(action ?? '')) return undefined;
  return `${kind.group}/${kind.version}/${kind.kind}`;
}

interface Operation {
  readonly 'x-kubernetes-action'?: string;
  readonly 'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string };
}
