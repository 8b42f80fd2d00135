/** What a Service says of itself: its ports, and what gives it addresses. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { looksFilledIn } from '../placeholders/placeholdersIn.ts';
import { entries, get, items, text, type Node } from '../yaml/node.ts';
import type { KindName, ObjectFacts } from './facts.ts';

/** None for other kinds. */
export function serviceFacts(
  { group, kind }: KindName,
  node: Node,
  document: ManifestDocument,
): Pick<ObjectFacts, 'portNames' | 'service'> {
  if (group !== '' || kind !== 'Service') return {};
  const spec = get(node, 'spec');
  const list = get(spec, 'ports');
  const written = items(list);
  const isBare =
    written.length > 0 &&
    !saysSomething(get(spec, 'selector')) &&
    text(get(spec, 'type')) !== 'ExternalName';
  const address = text(get(spec, 'clusterIP'));
  const ports = written.flatMap((port) =>
    ['name', 'port'].flatMap((key) => {
      const value = get(port, key);
      return value?.type === 'scalar' ? [value.source] : [];
    }),
  );
  return {
    portNames: written.flatMap((port) => text(get(port, 'name')) ?? []),
    service: {
      isHeadless: address === 'None' || (address !== undefined && looksFilledIn(address)),
      ports,
      ...(list && isBare && { bare: document.rangeOf(list.span) }),
    },
  };
}

function saysSomething(node: Node | undefined): boolean {
  return node !== undefined && (node.filledIn === true || entries(node).length > 0);
}
