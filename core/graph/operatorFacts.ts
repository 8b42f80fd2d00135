/** What operators look for in objects beyond names: variables of a Secret, whether a KafkaConnect looks at connectors. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { looksFilledIn } from '../placeholders/placeholdersIn.ts';
import { at, entries, get, items, text, type Node } from '../yaml/node.ts';
import type { CopyFacts, KindName, ObjectFacts } from './facts.ts';

/** Variables of `export NAME=value` in texts that end with `.env`; encoded ones are not read. */
export function variablesOf(
  { group, kind }: KindName,
  node: Node,
): Record<string, readonly string[]> | undefined {
  if (group !== '' || kind !== 'Secret') return undefined;
  const texts = entries(get(node, 'stringData')).flatMap(({ key, value }) => {
    const content = key.source.endsWith('.env') ? text(value) : undefined;
    return content === undefined || value.filledIn ? [] : [[key.source, content] as const];
  });
  if (texts.length === 0) return undefined;
  return Object.fromEntries(
    texts.map(([key, content]) => [
      key,
      content.split('\n').flatMap((line) => /^\s*(?:export\s+)?(\w+)=/.exec(line)?.[1] ?? []),
    ]),
  );
}

export function ignoresConnectors({ group, kind }: KindName, metadata: Node | undefined): boolean {
  if (group !== 'kafka.strimzi.io' || kind !== 'KafkaConnect') return false;
  const annotation = get(get(metadata, 'annotations'), 'strimzi.io/use-connector-resources');
  return annotation?.type !== 'scalar' ? annotation === undefined : annotation.source !== 'true';
}

/** The provider that an AuthenticationClass of Stackable has. */
function providerOf({ group, kind }: KindName, node: Node): string | undefined {
  if (group !== 'authentication.stackable.tech' || kind !== 'AuthenticationClass') return undefined;
  const all = entries(at(node, ['spec', 'provider']));
  return all.length === 1 ? all[0]?.key.source : undefined;
}

/** What only objects of one kind have. */
export function ownFacts(kind: KindName, node: Node): Pick<ObjectFacts, 'provider'> {
  const provider = providerOf(kind, node);
  return provider === undefined ? {} : { provider };
}

/** What nodes of Kafka are, and whether a cluster needs controllers. */
function nodeRoleFacts(
  { group, kind }: KindName,
  node: Node,
): Pick<ObjectFacts, 'nodeRoles' | 'needsControllers'> {
  if (group !== 'kafka.strimzi.io') return {};
  const spec = get(node, 'spec');
  if (kind === 'Kafka') {
    const isOld = get(spec, 'zookeeper') !== undefined;
    return spec?.type === 'map' && !isOld ? { needsControllers: true } : {};
  }
  const roles = kind === 'KafkaNodePool' ? get(spec, 'roles') : undefined;
  const nodeRoles = items(roles).flatMap((role) => text(role) ?? []);
  const isKnown =
    roles?.type === 'seq' &&
    nodeRoles.length === roles.items.length &&
    !nodeRoles.some(looksFilledIn);
  return isKnown ? { nodeRoles } : {};
}

/** Of the kinds of Strimzi. */
export function kafkaFacts(
  kind: KindName,
  node: Node,
  document: ManifestDocument,
): Pick<ObjectFacts, 'brokers' | 'copies' | 'nodeRoles' | 'needsControllers'> {
  return { ...kafkaNumbers(kind, node, document), ...nodeRoleFacts(kind, node) };
}

/** How many brokers there are, and how many what is written needs. */
function kafkaNumbers(
  kind: KindName,
  node: Node,
  document: ManifestDocument,
): Pick<ObjectFacts, 'brokers' | 'copies'> {
  if (kind.group !== 'kafka.strimzi.io') return {};
  const copies = copiesIn(kind, node).flatMap(({ value, setting }): CopyFacts[] => {
    const count = numberOf(value);
    if (!value || count === undefined) return [];
    const range = document.rangeOf(value.span);
    return [{ count, isWritten: true, range, ...(setting !== undefined && { setting }) }];
  });
  return { ...brokersIn(kind, node), ...(copies.length > 0 && { copies }) };
}

function brokersIn({ kind }: KindName, node: Node): Pick<ObjectFacts, 'brokers'> {
  if (kind !== 'Kafka' && kind !== 'KafkaNodePool') return {};
  const roles = items(at(node, ['spec', 'roles'])).map(text);
  if (kind === 'KafkaNodePool' && !roles.includes('broker')) return { brokers: 0 };
  const brokers = numberOf(
    at(node, kind === 'Kafka' ? ['spec', 'kafka', 'replicas'] : ['spec', 'replicas']),
  );
  return brokers === undefined ? {} : { brokers };
}

interface WrittenCopies {
  readonly value: Node | undefined;
  readonly setting?: string;
}

/** Where an object says on how many brokers something lies. */
function copiesIn({ kind }: KindName, node: Node): WrittenCopies[] {
  if (kind === 'KafkaTopic') return [{ value: at(node, ['spec', 'replicas']) }];
  const path = copySettings.get(kind);
  return entries(path && at(node, path)).flatMap(({ key, value }) =>
    key.source.endsWith('replication.factor') ? [{ value, setting: key.source }] : [],
  );
}

const copySettings: ReadonlyMap<string, readonly string[]> = new Map([
  ['Kafka', ['spec', 'kafka', 'config']],
  ['KafkaConnect', ['spec', 'config']],
]);

/** A number, or a text of digits, as configuration is often written. */
function numberOf(node: Node | undefined): number | undefined {
  if (node?.type !== 'scalar' || node.filledIn) return undefined;
  if (typeof node.value === 'number') return node.value;
  return /^\d{1,5}$/.test(text(node) ?? '') ? Number(text(node)) : undefined;
}
