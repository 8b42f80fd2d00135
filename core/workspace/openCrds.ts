/** CRDs in a file that is open: known by its text as it is now, while it is typed. */
import { carriedOver, type KeptInOrder } from '../model/carriedOver.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { isListKind } from '../model/typeMeta.ts';
import { crdHead, crdsIn } from '../schema/convert/crd.ts';
import { valueOf } from '../yaml/nodeValue.ts';
import type { FoundCrd, WorkspaceSource } from '../schema/sources/workspace.ts';

const memo = Symbol('CRDs');

/**
 * The CRDs of the file; the list of before where no document that holds one has changed. One that does not parse at the
 * moment counts as it was.
 */
export function openCrds(file: ManifestFile, source: WorkspaceSource): readonly FoundCrd[] {
  const before = source.found(file.uri) ?? [];
  const found: FoundCrd[] = [];
  let isBroken = false;
  for (const document of candidatesIn(file)) {
    const own = document.memo(memo, () => crdsOf(document));
    if (own) found.push(...own);
    else isBroken = true;
  }
  if (isBroken) {
    const isThere = ({ head }: FoundCrd): boolean =>
      found.some((each) => each.head.group === head.group && each.head.kind === head.kind);
    found.push(...before.filter((crd) => !isThere(crd)));
  }
  const isSame = found.length === before.length && found.every((crd, at) => crd === before[at]);
  return isSame ? before : found;
}

const looked = new WeakMap<ManifestFile, KeptInOrder<boolean>>();

/** Documents that may hold CRDs; after an edit those that it touched are looked at. */
function candidatesIn(file: ManifestFile): ManifestDocument[] {
  const documents = [...file.documents];
  const values = carriedOver(looked.get(file), documents);
  const candidates = documents.filter(
    (document, index) => (values[index] ??= mayHoldCrds(document)),
  );
  looked.set(file, { documents, values });
  return candidates;
}

function mayHoldCrds({ gvk, text }: ManifestDocument): boolean {
  const isOfKind = gvk?.kind === 'CustomResourceDefinition' || isListKind(gvk?.kind);
  return isOfKind && text.includes('CustomResourceDefinition');
}

/** Undefined where the text is not whole. */
function crdsOf(document: ManifestDocument): FoundCrd[] | undefined {
  const { root, problems } = document.parsed;
  if (!root || problems.length > 0) return undefined;
  return crdsIn(valueOf(root, { isExact: false })).flatMap((crd) => {
    const head = crdHead(crd);
    return head ? [{ head, value: () => crd }] : [];
  });
}
