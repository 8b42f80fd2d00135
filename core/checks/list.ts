/** A `List` and its items: kubectl takes each item for an object of its own, and stops at one that is none. */
import { editDistance } from '../formats/editDistance.ts';
import type { Finding } from '../findings/finding.ts';
import type { WrittenField, WrittenTypeMeta } from '../model/writtenTypeMeta.ts';
import { gvkOf, isListKind } from '../model/typeMeta.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { entries, entry, get, text, type Node, type Span } from '../yaml/node.ts';
import { checkIdentity } from './identity.ts';

/** What is wrong with the items as such; what they hold is checked as in a document of their own. */
export function checkList(
  root: Node | undefined,
  typeMeta: WrittenTypeMeta,
  store: SchemaStore,
  release?: string,
): Finding[] {
  const kind = typeMeta.kind?.value;
  if (root?.type !== 'map' || !isListKind(kind) || !isKnownList(root, store)) return [];
  const items = get(root, 'items');
  if (!items) return [withoutItems(root)];
  if (items.type === 'scalar' && items.value === null) return [];
  if (items.type !== 'seq') {
    const span = entry(root, 'items')?.key.span ?? items.span;
    return [error(span, 'wrong-type', 'items must be a list: put a dash before each object')];
  }
  const isTyped = kind !== 'List';
  return items.items.flatMap((item) => checkItem(item, isTyped, store, release));
}

/** `List` itself, or the list of a kind that is known: an operator may have a kind whose name only ends like that. */
function isKnownList(root: Node, store: SchemaStore): boolean {
  const gvk = gvkOf(root);
  if (!gvk) return false;
  if (gvk.kind === 'List') return gvk.group === '' && gvk.version === 'v1';
  return !store.find(gvk) && store.find({ ...gvk, kind: gvk.kind.slice(0, -4) }) !== undefined;
}

function withoutItems(root: Node): Finding {
  const near = entries(root).find(({ key }) => editDistance(key.source, 'items', 2) <= 2);
  const message = 'a List without items: kubectl applies nothing of it';
  if (!near) return { ...error(spanOfKind(root), 'missing-field', message), severity: 'warning' };
  return {
    ...error(near.key.span, 'unknown-field', `${message}, did you mean items?`),
    severity: 'warning',
    fix: { title: 'Change to items', edits: [[near.key.span, 'items']] },
  };
}

function spanOfKind(root: Node): Span {
  return entry(root, 'kind')?.value.span ?? root.span;
}

function checkItem(
  item: Node,
  isTyped: boolean,
  store: SchemaStore,
  release: string | undefined,
): Finding[] {
  if (item.type !== 'map') {
    const message = 'an item of a List must be an object: a mapping with apiVersion and kind';
    return [error(atLeastOne(item.span), 'wrong-type', message)];
  }
  const typeMeta = typeMetaIn(item);
  if (isTyped && !typeMeta.apiVersion && !typeMeta.kind) return [];
  const gvk = gvkOf(item);
  if (gvk && (isListKind(gvk.kind) || store.find(gvk))) return [];
  const found = checkIdentity(typeMeta, gvk, store, release);
  if (found.length > 0 || gvk) return found;
  const missing = (['apiVersion', 'kind'] as const).filter((name) => !typeMeta[name]?.value);
  const message = `${missing.join(' and ')} of this item ${missing.length > 1 ? 'are' : 'is'} missing: kubectl refuses the whole list`;
  return missing.length > 0 ? [error(firstKey(item), 'missing-field', message)] : [];
}

function typeMetaIn(item: Node): WrittenTypeMeta {
  return {
    ...fieldOf(item, 'apiVersion'),
    ...fieldOf(item, 'kind'),
    hasMetadata: get(item, 'metadata') !== undefined,
    hasSpec: get(item, 'spec') !== undefined,
  };
}

function fieldOf(
  item: Node,
  name: 'apiVersion' | 'kind',
): Partial<Record<typeof name, WrittenField>> {
  const node = get(item, name);
  const value = text(node);
  if (!node || value === undefined) return {};
  return { [name]: { value, start: node.span[0], end: node.span[1] } };
}

function firstKey(item: Node): Span {
  return entries(item)[0]?.key.span ?? item.span;
}

function atLeastOne([start, end]: Span): Span {
  return [start, Math.max(start + 1, end)];
}

function error(span: Span, code: string, message: string): Finding {
  return { span, code, severity: 'error', message };
}
