import type { ManifestDocument } from '../../documents/manifestDocument.ts';
import { at, entries, get, items, text, type Node, type Path } from '../../documents/node.ts';
import type { Schema } from '../../schema/schema.ts';
import type { Session } from '../../session.ts';

/** Names that a field with a reference annotation may take: of the object itself, or of resources in open files. */
export function referenceNames(
  session: Session,
  document: ManifestDocument,
  objectPath: Path,
): (schema: Schema) => readonly string[] {
  return (schema) => {
    const reference = schema['x-ref'];
    if (!reference) return [];
    if (reference.local === 'volume') return volumeNames(at(document.root, objectPath));
    return resourceNames(session, reference.kind, reference.group ?? '');
  };
}

/** Names of all `volumes` and claim templates anywhere in the object. */
function volumeNames(root: Node | undefined): string[] {
  const names = new Set<string>();
  const visit = (node: Node | undefined, depth: number): void => {
    if (depth > 12) return;
    for (const { key, value } of entries(node)) {
      if (key.source === 'volumes') add(items(value).map((item) => text(get(item, 'name'))));
      else if (key.source === 'volumeClaimTemplates')
        add(items(value).map((item) => text(at(item, ['metadata', 'name']))));
      else visit(value, depth + 1);
    }
  };
  const add = (found: (string | undefined)[]): void => {
    for (const name of found) if (name) names.add(name);
  };
  visit(root, 0);
  return [...names];
}

function resourceNames(session: Session, kind: string, group: string): string[] {
  const names = new Set<string>();
  for (const file of session.files) {
    for (const document of file.documents) {
      if (document.gvk?.kind !== kind || document.gvk.group !== group) continue;
      const name = document.memo(nameMemo, () => text(at(document.root, ['metadata', 'name'])));
      session.touch(document);
      if (name) names.add(name);
    }
  }
  return [...names].sort();
}

const nameMemo = Symbol('metadata.name');
