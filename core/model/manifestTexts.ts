/** Manifests that stand as text in another document: of a ConfigMap, of a step of Argo, the pod template of a chart. */
import { entries, items, text, type Node } from '../yaml/node.ts';
import { documentsInText, type DocumentInText } from './documentsInText.ts';
import type { ManifestDocument } from './manifestDocument.ts';

/** The one at an offset. A text is one that says its kind, or that stands where nothing else does. */
export function manifestTextAt(
  document: ManifestDocument,
  offset: number,
): DocumentInText | undefined {
  // In most documents no block has lines of that name.
  if (!maybe.test(document.text)) return undefined;
  const found = blockAt(document.root, offset);
  if (!found || (!found.isPlace && !saysKind(text(found.node) ?? ''))) return undefined;
  const here = textsOf(document, found.node).findLast(({ offset: from }) => from <= offset);
  if (here) here.document.startLine = document.startLine + here.line;
  return here;
}

/** All that say their kind, in the order of the text. */
export function manifestTextsIn(document: ManifestDocument): readonly DocumentInText[] {
  const { text: whole, root } = document;
  if (!/^[ \t]+apiVersion:/m.test(whole) || !maybe.test(whole)) return [];
  const found: DocumentInText[] = [];
  const left: Node[] = root ? [root] : [];
  const seen = new Set<Node>();
  for (let node = left.pop(); node; node = left.pop()) {
    if (node.filledIn || seen.has(node)) continue;
    seen.add(node);
    if (node.type === 'map') left.push(...entries(node).map(({ value }) => value));
    else if (node.type === 'seq') left.push(...items(node));
    else if (saysKind(text(node) ?? '')) found.push(...textsOf(document, node));
  }
  return found.sort((one, other) => one.offset - other.offset);
}

function textsOf(document: ManifestDocument, node: Node): readonly DocumentInText[] {
  const known = document.memo(textsMemo, () => new Map<number, readonly DocumentInText[]>());
  const [start] = node.span;
  const texts = known.get(start) ?? textsIn(document, node);
  known.set(start, texts);
  return texts;
}

/** Whether a document is the text of a manifest in another one. */
export function isManifestText(document: ManifestDocument): boolean {
  return document.memo(textMemo, () => false);
}

const textMemo = Symbol('text of a manifest');
const textsMemo = Symbol('manifests in texts');
const maybe = /\|[-+\d]{0,2}[ \t]*(?:#.*)?$/m;

function textsIn(host: ManifestDocument, node: Node): readonly DocumentInText[] {
  const found = documentsInText(host, node);
  for (const { document } of found) document.memo(textMemo, () => true);
  return found;
}

function saysKind(written: string): boolean {
  return /^apiVersion:/m.test(written) && /^kind:/m.test(written);
}

interface Block {
  readonly node: Node;
  readonly isPlace: boolean;
}

/** The literal block that an offset is in. */
function blockAt(root: Node | undefined, offset: number): Block | undefined {
  let node = root;
  let isPlace = false;
  let around = '';
  while (node && !node.filledIn && node.type !== 'scalar') {
    const inside: readonly { readonly key?: string; readonly value: Node }[] =
      node.type === 'map'
        ? entries(node).map(({ key, value }) => ({ key: key.source, value }))
        : items(node).map((value) => ({ value }));
    // The spans of siblings follow each other.
    const next = inside.find(({ value: { span } }) => span[0] < offset && offset <= span[1]);
    const key = next?.key ?? around;
    isPlace = key === 'podTemplate' || (key === 'manifest' && around === 'resource');
    around = key;
    node = next?.value;
  }
  return node && !node.filledIn ? { node, isPlace } : undefined;
}
