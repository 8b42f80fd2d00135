/** What the object under the cursor declares by itself. */
import { ManifestDocument } from '../../model/manifestDocument.ts';
import { at, entries, get, items, text, type Node } from '../../yaml/node.ts';

/** The values of a document, read without one line where that line breaks the YAML: somebody types in it. */
export function treeWithout(document: ManifestDocument, line: number): Node | undefined {
  if (document.isTooLong) return undefined;
  if (document.parsed.problems.length === 0) return document.root;
  const start = document.offsetAt({ line, character: 0 });
  const length = document.lineText(line).length;
  const { text: whole } = document;
  const blank = whole.slice(0, start) + ' '.repeat(length) + whole.slice(start + length);
  return new ManifestDocument(blank, -1).root;
}

export function nameOf(node: Node | undefined): string | undefined {
  return text(at(node, ['metadata', 'name']));
}

/** Names of all `volumes` and claim templates anywhere in the object. */
export function volumeNames(root: Node | undefined): string[] {
  const volumes = valuesUnder(root, 'volumes').flatMap((list) => namesIn(list));
  const claims = valuesUnder(root, 'volumeClaimTemplates').flatMap((list) =>
    items(list).map(nameOf),
  );
  return unique([...volumes, ...claims]);
}

export function containerNames(root: Node | undefined): string[] {
  return unique(
    ['containers', 'initContainers'].flatMap((field) =>
      valuesUnder(root, field).flatMap((list) => namesIn(list)),
    ),
  );
}

/** The `name` of each item of a list. */
export function namesIn(list: Node | undefined): string[] {
  return unique(items(list).map((item) => text(get(item, 'name'))));
}

/** Without repetition and without what is not written yet. */
export function unique(found: Iterable<string | undefined>): string[] {
  const all = new Set<string>();
  for (const name of found) if (name !== undefined && name !== '') all.add(name);
  return [...all];
}

/** Every mapping under a key of this name, anywhere below `root`. */
function valuesUnder(root: Node | undefined, name: string): Node[] {
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
