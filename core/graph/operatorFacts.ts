/** What operators look for in objects beyond names: variables of a Secret, whether a KafkaConnect looks at connectors. */
import { at, entries, get, text, type Node } from '../yaml/node.ts';
import type { KindName } from './facts.ts';

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
export function providerOf({ group, kind }: KindName, node: Node): string | undefined {
  if (group !== 'authentication.stackable.tech' || kind !== 'AuthenticationClass') return undefined;
  const all = entries(at(node, ['spec', 'provider']));
  return all.length === 1 ? all[0]?.key.source : undefined;
}
