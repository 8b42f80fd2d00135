/** Two items of a list that the API server tells apart by keys (`x-list-keys` in the schema). */
import { own } from '../../../shared/own.ts';
import { get, type Node } from '../../yaml/node.ts';
import type { TypeSchema } from '../../schema/schema.ts';
import { isSet } from '../read.ts';
import type { Rule } from '../rule.ts';
import type { Visit } from '../../walk/visit.ts';

/**
 * Lists of the built-in kinds in which the server accepts two items with the same keys: the later one wins or both stay,
 * and server-side apply refuses them. By the key of the list.
 */
const toleratedLists = new Set([
  'env',
  'imagePullSecrets',
  'hostAliases',
  'secrets',
  'ownerReferences',
  'finalizers',
  'conditions',
]);
const defaults: Record<string, string> = { protocol: 'TCP', request: '' };

export const rule: Rule = {
  code: 'duplicate-item',
  severity: 'error',
  claims: 'value',
  isOfSchema: true,
  keywords: ['x-list-keys'],
  summary: 'Two items of a list have the same name (or other keys), and one hides the other.',
  on: { kinds: ['*'] },
  check(visit, report) {
    const { node, schema } = visit;
    const keys = schema?.['x-list-keys'];
    if (!keys || node.type !== 'seq' || node.items.length < 2) return;
    // Of variables of a container another rule knows which of two counts.
    if (visit.parent?.type === 'core.v1/Container' && visit.step === 'env') return;
    const seen = new Map<string, Node>();
    for (const item of node.items) {
      const identity = identify(item, keys, schema);
      if (!identity) continue;
      const first = seen.get(identity.text);
      if (!first) {
        seen.set(identity.text, identity.node);
        continue;
      }
      report(
        identity.node,
        `duplicate ${identity.text}: two items have it, rename or remove one of them`,
        {
          ...(isTolerated(visit) && !isOfCrd(schema) && { severity: 'warning' }),
          related: [{ span: first.span, message: 'the first one' }],
        },
      );
    }
  },
};

/** A server holds a CRD to its word in every list. */
function isOfCrd(schema: TypeSchema): boolean {
  return schema['x-enforced'] === true && !schema['x-added']?.includes('x-list-keys');
}

function isTolerated({ path, parent }: Visit): boolean {
  const key = path.at(-1);
  if (key === 'ports') return parent?.type !== 'core.v1/ServiceSpec';
  return typeof key === 'string' && toleratedLists.has(key);
}

function identify(
  item: Node,
  keys: readonly string[],
  schema: TypeSchema,
): { readonly text: string; readonly node: Node } | undefined {
  if (keys.length === 0 && item.type === 'scalar' && isSet(item)) {
    return { text: `"${String(item.value)}"`, node: item };
  }
  if (item.type !== 'map') return undefined;
  const parts: string[] = [];
  let place: Node | undefined;
  for (const key of keys) {
    const value = get(item, key);
    const written = value?.type === 'scalar' && isSet(value) ? String(value.value) : undefined;
    const part = written ?? defaultOf(schema, key);
    if (part === undefined) return undefined;
    if (written !== undefined) place ??= value;
    if (part !== '') parts.push(`${key} "${part}"`);
  }
  return place && { text: parts.join(' and '), node: place };
}

function defaultOf(schema: TypeSchema, key: string): string | undefined {
  const value = own(schema.items?.properties, key)?.default ?? own(defaults, key);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
