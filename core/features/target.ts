/** What a document or a place in it is to us. Every feature asks here, so that all of them are silent about the same. */
import { basename, dirname } from 'node:path';
import { kustomizationNames } from '../model/impliedKind.ts';
import { isPatchText, patchTextsOf, type PatchText } from '../kustomize/patchTexts.ts';
import type { PatchTarget } from '../kustomize/patchTarget.ts';
import type { DocumentInText } from '../model/documentsInText.ts';
import { isManifestText, manifestTextAt } from '../model/manifestTexts.ts';
import { isTemplate } from '../model/isTemplate.ts';
import type { ManifestDocument, Position } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { objectPathOf } from '../model/objects.ts';
import { typeMetaOf, type TypeMeta } from '../model/typeMeta.ts';
import { at, type Node, type Path } from '../yaml/node.ts';
import type { ChartSchema } from '../helm/chartSchema.ts';
import type { FileSchema } from '../schema/fileSchemas.ts';
import type { ToolFile } from '../schema/toolFiles.ts';
import type { Session } from '../session.ts';

/**
 * A template of a chart, or a file that a tool reads instead of an API server, by its place or by its head: of what it says
 * nothing is said.
 */
interface LeftAlone {
  readonly kind: 'template' | 'toolFile';
  /** Where its head tells which tool it is for. */
  readonly tool?: ToolFile;
}

export type DocumentTarget =
  | LeftAlone
  | {
      readonly kind: 'manifest';
      readonly isPatch: boolean;
      /** What the target of a patch says, where it has one. */
      readonly patched?: PatchTarget;
      readonly isTemplate: boolean;
    }
  | { readonly kind: 'values'; readonly typed: ChartSchema }
  | { readonly kind: 'file'; readonly typed: FileSchema };

/** What a whole document is. */
export function documentTarget(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): DocumentTarget {
  if (isPatchText(document)) return { kind: 'manifest', isPatch: true, isTemplate: false };
  if (isManifestText(document))
    return { kind: 'manifest', isPatch: false, isTemplate: isTemplate(document) };
  const ofFile = fileSchemaFor(session, file, document);
  if (ofFile) return { kind: 'file', typed: ofFile };
  const byPlace = leftAloneByPlace(session, file);
  if (byPlace) return byPlace;
  const typed = session.values.chartOf(file, document);
  if (typed) return { kind: 'values', typed };
  const tool = toolFileAt(session, file, document);
  if (tool) return { kind: 'toolFile', tool };
  const named = namedSchemaFor(session, file, document);
  if (named) return { kind: 'file', typed: named };
  const isPatch = file.path !== undefined && session.kustomizations.isPatch(file.path);
  const patched = file.path !== undefined && session.kustomizations.targetOf(file.path);
  const isFilledIn = isTemplate(document);
  return { kind: 'manifest', isPatch, ...(patched && { patched }), isTemplate: isFilledIn };
}

/** The schema of a file that a tool reads, where there is one: by its name, or by what it says that it is. */
export function fileSchemaFor(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): FileSchema | undefined {
  if (session.surroundings.roleOf(file.path) === 'template' || isTemplate(document))
    return undefined;
  const { apiVersion, kind } = document.typeMeta;
  const name = basename(file.path ?? file.uri);
  if (name === 'Chart.yaml') return session.fileSchemas.of('chart');
  if (name === 'Chart.lock') return session.fileSchemas.of('chartLock');
  if (isHelmfile(file.path ?? file.uri) && apiVersion === undefined && kind === undefined)
    return session.fileSchemas.of('helmfile');
  // A licence in front of the line that opens the document is one of its own, which says nothing.
  const isNamed =
    kustomizationNames.includes(name) &&
    file.documents.every((each) => each === document || each.root === undefined);
  const group = apiVersion?.value.split('/', 1)[0];
  const says =
    group === undefined || group === '' ? undefined : group === 'kustomize.config.k8s.io';
  const isOtherKind = kind !== undefined && !/^(?:Kustomization|Component|)$/.test(kind.value);
  if (isOtherKind || says === false || (says === undefined && !isNamed)) return undefined;
  return session.fileSchemas.of('kustomization');
}

/** By its name, or by that of its folder. */
function isHelmfile(path: string): boolean {
  const isYaml = /\.ya?ml(?:\.gotmpl)?$/.test(path);
  return (
    isYaml && (basename(path).startsWith('helmfile.y') || basename(dirname(path)) === 'helmfile.d')
  );
}

/** The schema that a file names in a comment, where nothing else is known of it. */
export function namedSchemaFor(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): FileSchema | undefined {
  const { apiVersion, kind } = document.typeMeta;
  if ((apiVersion && kind) || session.surroundings.roleOf(file.path) !== 'manifest')
    return undefined;
  const typed = session.namedSchemas.of(file);
  return typed && !isTemplate(document) ? typed : undefined;
}

/** Patches that a document holds as text. */
export function patchesIn(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): readonly PatchText[] {
  if (document.isTooLong) return [];
  const { file: whole } = fileSchemaFor(session, file, document) ?? {};
  return patchTextsOf(document, whole?.reader === 'kustomize');
}

export function leftAloneByPlace(session: Session, file: ManifestFile): LeftAlone | undefined {
  const role = session.surroundings.roleOf(file.path);
  if (role === 'template') return { kind: 'template' };
  return role === 'other' ? { kind: 'toolFile' } : undefined;
}

/** The tool that a document is for, where no API server reads it. */
export function toolFileAt(
  { store }: Session,
  file: ManifestFile,
  { typeMeta: { apiVersion, kind } }: ManifestDocument,
): ToolFile | undefined {
  if (!apiVersion?.value) return undefined;
  const fileName = basename(file.path ?? file.uri);
  return store.toolFile({ apiVersion: apiVersion.value, kind: kind?.value ?? '', fileName });
}

/** A place in a file, read in the document that it belongs to. */
interface PlaceInDocument<S extends Seen> {
  /** Values that a manifest holds as text are a document of their own. */
  readonly document: ManifestDocument;
  readonly position: Position;
  readonly seen: S;
  /** The manifest's text is filled in by a template engine first: what it says is explained, not judged or completed. */
  readonly isTemplate: boolean;
  /** Of the target in the document. */
  readonly objectPath: Path;
  /** From the target to the mapping or list that the place is in. */
  readonly path: Path;
}

/** An object, or an item of a `List`, with what it says that it is. */
export interface ObjectTarget<S extends Seen> extends PlaceInDocument<S> {
  readonly kind: 'object';
  readonly typeMeta: TypeMeta;
}

/** Values of a Helm chart: a file of them, or a part of a manifest. */
export interface ValuesTarget<S extends Seen> extends PlaceInDocument<S> {
  readonly kind: 'values';
  readonly typed: ChartSchema;
}

/** A file that a tool reads instead of an API server, of which the fields are known. */
export interface FileTarget<S extends Seen> extends PlaceInDocument<S> {
  readonly kind: 'file';
  readonly typed: FileSchema;
}

export type Target<S extends Seen> =
  LeftAlone | { readonly kind: 'nothing' } | ObjectTarget<S> | ValuesTarget<S> | FileTarget<S>;

/** Where a feature sees the place: hover in the tree, completion in the lines, as what is being typed is seldom a tree. */
export interface Seen {
  /** From the root of the document to the mapping or list that the place is in. */
  readonly path: Path;
  readonly tree: () => Node | undefined;
}

/** What a place of the file belongs to. */
export function targetAt<S extends Seen>(
  session: Session,
  file: ManifestFile,
  place: Position,
  see: (document: ManifestDocument, position: Position) => S | undefined,
): Target<S> {
  const { document, position } = readAt(session, file, place);
  const whole = documentTarget(session, file, document);
  if (whole.kind === 'template' || whole.kind === 'toolFile') return whole;
  const seen = see(document, position);
  if (!seen) return { kind: 'nothing' };
  const { path } = seen;
  const here = { document, position, seen, isTemplate: 'isTemplate' in whole && whole.isTemplate };
  if (whole.kind === 'values') return { ...whole, ...here, path, objectPath: [] };
  const inline = session.values
    .inlineOf(file, document)
    .find((each) => !each.textSpan && begins(each.path, path));
  if (inline) {
    const { typed, path: objectPath } = inline;
    return { kind: 'values', typed, ...here, objectPath, path: path.slice(objectPath.length) };
  }
  if (whole.kind === 'file') return { ...whole, ...here, path, objectPath: [] };
  const objectPath = objectPathOf(document.gvk, path);
  return {
    kind: 'object',
    ...here,
    objectPath,
    path: path.slice(objectPath.length),
    typeMeta:
      objectPath.length > 0 ? typeMetaOf(at(seen.tree(), objectPath)) : writtenTypeMetaOf(document),
  };
}

/** The document to read at a place of the file, and the place in it. */
function readAt(
  session: Session,
  file: ManifestFile,
  place: Position,
): { readonly document: ManifestDocument; readonly position: Position } {
  const { document, position } = file.locate(place);
  if (document.isTooLong) return { document, position };
  const offset = document.offsetAt(position);
  const inline = session.values
    .inlineOf(file, document)
    .find(({ textSpan: [from, to] = [0, -1] }) => from < offset && offset <= to);
  const text =
    inline?.text ??
    patchAt(patchesIn(session, file, document), offset) ??
    manifestTextOf(session, file, document, offset);
  // In the line of the block's header it is the manifest that is read.
  if (!text || offset < text.offset) return { document, position };
  return {
    document: text.document,
    position: { ...position, line: position.line - text.line },
  };
}

function manifestTextOf(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
  offset: number,
): DocumentInText | undefined {
  return leftAloneByPlace(session, file) ? undefined : manifestTextAt(document, offset);
}

function patchAt(patches: readonly PatchText[], offset: number): PatchText | undefined {
  return patches.findLast(
    ({ offset: start, textSpan: [from, to] }) => start <= offset && from < offset && offset <= to,
  );
}

function begins(start: Path, path: Path): boolean {
  return start.length <= path.length && start.every((step, index) => path[index] === step);
}

function writtenTypeMetaOf({ typeMeta: { apiVersion, kind } }: ManifestDocument): TypeMeta {
  return { apiVersion: apiVersion?.value, kind: kind?.value };
}
