/** What the API server would say of a change: an object as it was beside the object as it is written now. */
import { kindName } from '../../shared/gvk.ts';
import { quote, withArticle } from '../formats/format.ts';
import type { ManifestObject } from '../model/objects.ts';
import { amount, placeOf } from '../rules/read.ts';
import { at, entry, type Node, type Path, type Span } from '../yaml/node.ts';
import { valueOf } from '../yaml/nodeValue.ts';
import type { Finding } from '../findings/finding.ts';
import { firstDifference, type Difference } from './differences.ts';
import { fixedFields, type FixedField, type FixedFields } from './fixedFields.ts';

export const fixedField = {
  code: 'fixed-field',
  severity: 'warning',
  summary:
    'A field has another value than the object has had so far, and the API server lets nobody change it once the object is made.',
} as const;

export const claimShrinks = {
  code: 'claim-shrinks',
  severity: 'warning',
  summary: 'A claim asks for less than it has asked for so far: a claim can only grow.',
} as const;

/** An object as it was. */
export interface Earlier {
  readonly object: ManifestObject;
  /** Where it is from, as it stands in a sentence: `origin/main`. */
  readonly was: string;
  /**
   * It is what a server has: with what the server and others have filled in, so that what the manifest leaves out is no
   * change, and without the values of Secrets.
   */
  readonly isLive?: boolean;
}

export function* changesOf(earlier: Earlier, after: ManifestObject): Generator<Finding> {
  const { gvk } = after;
  if (!gvk) return;
  const { object: before, isLive = false } = earlier;
  const kind = kindName(gvk);
  for (const table of fixedFields) {
    if (!table.kinds.includes(kind) || table.where?.(before.node) === false) continue;
    for (const field of table.fields) {
      if (isLive && isHidden(kind, field)) continue;
      const changed = changeOf(field, earlier, after.node);
      if (changed) yield told(changed, field, { table, after, ...earlier });
    }
  }
  if (kind === 'PersistentVolumeClaim') yield* shrinking(earlier, after);
}

function isHidden(kind: string, { path }: FixedField): boolean {
  return kind === 'Secret' && path === 'data';
}

function changeOf(
  { path, unset, ...leeway }: FixedField,
  { object: before, isLive = false }: Earlier,
  after: Node,
): Difference | undefined {
  const [old, now] = [before.node, after].map((root) => setAt(root, path.split('.')));
  if (old && now) return firstDifference(old, now, { ...leeway, isLive });
  if (unset === 'unknown' || (!old && !now) || (isLive && !now)) return undefined;
  if (unset && isValue(old ?? now, unset.is)) return undefined;
  return { before: old, after: now };
}

/** Null says nothing. */
export function setAt(root: Node, path: Path): Node | undefined {
  const node = at(root, path);
  return node?.type === 'scalar' && node.value === null ? undefined : node;
}

function isValue(node: Node | undefined, value: unknown): boolean {
  return node?.type === 'scalar' && node.value === value;
}

interface Told extends Earlier {
  readonly table: FixedFields;
  readonly after: ManifestObject;
}

function told({ before: old, after: now }: Difference, { path }: FixedField, on: Told): Finding {
  const { table, object: before, after, was } = on;
  const kind = after.gvk?.kind ?? '';
  // What stands deeper may be a secret: of the object as it was nobody knows which values are.
  const isItself = old !== undefined && old === at(before.node, path.split('.'));
  const has = old === undefined ? 'nothing' : (isItself && shown(old)) || 'another value';
  return {
    code: fixedField.code,
    severity: fixedField.severity,
    span: now ? now.span : nearestPlace(after.node, path.split('.')),
    message: `${was} has ${has} here: the API server refuses to change ${quote(path)} of ${withArticle(kind)}; ${table.instead}`,
  };
}

/** A scalar as it is written; undefined for what is too long for a sentence. */
export function shown(node: Node): string | undefined {
  if (node.type !== 'scalar') return undefined;
  const text = JSON.stringify(valueOf(node, { isExact: false }));
  return text.length <= 60 ? text : undefined;
}

/** The key of the field, or of what it is missing in. */
export function nearestPlace(root: Node, path: Path): Span {
  for (let length = path.length; length > 0; length--) {
    const key = path[length - 1];
    const found = typeof key === 'string' && entry(at(root, path.slice(0, length - 1)), key);
    if (found) return found.key.span;
  }
  return placeOf(root);
}

function* shrinking({ object, was }: Earlier, after: ManifestObject): Generator<Finding> {
  const path = ['spec', 'resources', 'requests', 'storage'];
  const [old, now] = [object, after].map(({ node }) => at(node, path));
  const [least, asked] = [amount(old), amount(now)];
  if (!now || least === undefined || asked === undefined || asked >= least) return;
  yield {
    code: claimShrinks.code,
    severity: claimShrinks.severity,
    span: now.span,
    message: `${was} has ${shown(old ?? now) ?? 'more'} here: the API server refuses a claim that asks for less than before; ask for as much or more`,
  };
}
