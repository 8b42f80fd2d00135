/** Answers of the product's own requests: which document, which schema. */
import type { DocumentInfo, ManifestDocumentSummary } from '../../../shared/protocol.ts';
import { isTemplate } from '../documents/isTemplate.ts';
import type { ManifestDocument, Position } from '../documents/manifestDocument.ts';
import type { ManifestFile } from '../documents/manifestFile.ts';
import { at, text } from '../documents/node.ts';
import type { Session } from '../session.ts';

/** What is known about the document at a position of the file. */
export function documentInfo(
  session: Session,
  file: ManifestFile,
  position: Position,
): DocumentInfo | null {
  const document = file.documentAt(position.line);
  const documents = file.documents.filter(isManifest);
  const index = documents.indexOf(document);
  const role = session.surroundings.roleOf(file.uri);
  if (index === -1 || role === 'template' || role === 'other') return null;
  const entry = document.gvk && session.store.find(document.gvk);
  return {
    ...identity(document),
    index,
    count: documents.length,
    ...(entry && {
      schema: {
        source: `${entry.source} (bundled)`,
        version: entry.sourceVersion,
        ...(entry.docUrl && { docUrl: entry.docUrl }),
      },
    }),
  };
}

/** The manifest documents of a file in its order. */
export function manifestDocuments(file: ManifestFile): ManifestDocumentSummary[] {
  return file.documents.filter(isManifest).map((document) => {
    const marker = /^---[^\n]*\n?/.exec(document.text)?.[0].length ?? 0;
    return {
      range: document.fileRangeOf([marker, document.text.trimEnd().length]),
      ...identity(document),
    };
  });
}

function isManifest(document: ManifestDocument): boolean {
  return !isTemplate(document) && (document.head.apiVersion ?? document.head.kind) !== undefined;
}

function identity(
  document: ManifestDocument,
): Pick<DocumentInfo, 'apiVersion' | 'kind' | 'name' | 'namespace'> {
  const { head, root } = document;
  const name = text(at(root, ['metadata', 'name']));
  const namespace = text(at(root, ['metadata', 'namespace']));
  return {
    ...(head.apiVersion?.value && { apiVersion: head.apiVersion.value }),
    ...(head.kind?.value && { kind: head.kind.value }),
    ...(name && { name }),
    ...(namespace && { namespace }),
  };
}
