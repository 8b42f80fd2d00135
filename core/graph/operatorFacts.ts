/** What operators look for in objects beyond names: variables of a Secret, whether a KafkaConnect looks at connectors. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { at, entries, get, items, text, type Node } from '../yaml/node.ts';
import type { KindName, ObjectFacts } from './facts.ts';

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
  const isKnown = roles?.type === 'seq' && nodeRoles.length === roles.items.length;
  return isKnown ? { nodeRoles } : {};
}

/** Of the kinds of Strimzi. */
export function kafkaFacts(
  kind: KindName,
  node: Node,
  document: ManifestDocument,
): Pick<ObjectFacts, 'brokers' | 'topicReplicas' | 'nodeRoles' | 'needsControllers'> {
  return { ...kafkaNumbers(kind, node, document), ...nodeRoleFacts(kind, node) };
}

/** How many brokers there are, and how many a topic needs. */
function kafkaNumbers(
  { group, kind }: KindName,
  node: Node,
  document: ManifestDocument,
): Pick<ObjectFacts, 'brokers' | 'topicReplicas'> {
  if (group !== 'kafka.strimzi.io') return {};
  const numberAt = (path: string) => {
    const found = at(node, path.split('.'));
    return found?.type === 'scalar' && typeof found.value === 'number' ? found : undefined;
  };
  if (kind === 'KafkaTopic') {
    const replicas = numberAt('spec.replicas');
    if (!replicas) return {};
    const range = document.rangeOf(replicas.span);
    return { topicReplicas: { count: Number(replicas.value), isWritten: true, range } };
  }
  const own = kind === 'Kafka' ? 'spec.kafka.replicas' : 'spec.replicas';
  if (kind !== 'Kafka' && kind !== 'KafkaNodePool') return {};
  const roles = items(at(node, ['spec', 'roles'])).map(text);
  if (kind === 'KafkaNodePool' && !roles.includes('broker')) return { brokers: 0 };
  const replicas = numberAt(own);
  return replicas ? { brokers: Number(replicas.value) } : {};
}
