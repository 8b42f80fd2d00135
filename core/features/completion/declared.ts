/** Objects that open files declare: what names, keys and labels are completed from. */
import type { ManifestDocument } from '../../model/manifestDocument.ts';
import { ManifestDocument as ReadDocument } from '../../model/manifestDocument.ts';
import { isListKind } from '../../model/typeMeta.ts';
import { at, entries, get, items, text, type Node } from '../../yaml/node.ts';
import type { Session } from '../../session.ts';

/** The values of a document, read without one line where that line breaks the YAML: somebody types in it. */
export function treeWithout(document: ManifestDocument, line: number): Node | undefined {
  if (document.isTooLong) return undefined;
  if (document.parsed.problems.length === 0) return document.root;
  const start = document.offsetAt({ line, character: 0 });
  const length = document.lineText(line).length;
  const { text: whole } = document;
  const blank = whole.slice(0, start) + ' '.repeat(length) + whole.slice(start + length);
  return new ReadDocument(blank, -1).root;
}

/** Every object of a kind in the open files: a document, or an item of a `List`. */
export function* objectsOf(session: Session, ...kinds: readonly string[]): Generator<Node> {
  for (const file of session.files) {
    for (const document of file.documents) {
      const kind = document.gvk?.kind;
      if (!isListKind(kind) && !kinds.includes(kind ?? '')) continue;
      for (const { gvk, node } of document.objects) if (kinds.includes(gvk?.kind ?? '')) yield node;
    }
  }
}

export function nameOf(node: Node | undefined): string | undefined {
  return text(at(node, ['metadata', 'name']));
}

export function namespaceOf(node: Node | undefined): string | undefined {
  return text(at(node, ['metadata', 'namespace']));
}

export function groupOf(node: Node | undefined): string {
  return /^(.*)\//.exec(text(get(node, 'apiVersion')) ?? '')?.[1] ?? '';
}

export const workloadKinds = [
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
] as const;

/** The pod of a workload, or the Pod itself. */
export function podOf(node: Node): Node | undefined {
  return text(get(node, 'kind')) === 'Pod' ? node : at(node, ['spec', 'template']);
}

/** Every mapping under a key of this name, anywhere below `root`. */
export function valuesUnder(root: Node | undefined, name: string): Node[] {
  const found: Node[] = [];
  let budget = 20_000;
  const visit = (node: Node | undefined, depth: number): void => {
    if (depth > 16) return;
    for (const { key, value } of entries(node)) {
      if (--budget < 0) return;
      if (key.source === name) found.push(value);
      else visit(value, depth + 1);
    }
    for (const item of items(node)) if (--budget >= 0) visit(item, depth + 1);
  };
  visit(root, 0);
  return found;
}

/** Labels as text. */
export function labelsOf(node: Node | undefined): Map<string, string> {
  const labels = new Map<string, string>();
  for (const { key, value } of entries(node)) {
    const label = text(value);
    if (label !== undefined) labels.set(key.source, label);
  }
  return labels;
}
