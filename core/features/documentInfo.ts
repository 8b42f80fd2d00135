/** Answers of the product's own requests: which document, which schema. */
import type { GroupVersionKind } from '../../shared/gvk.ts';
import { compareVersions } from '../../shared/kubernetesVersion.ts';
import type {
  ChartSummary,
  DocumentInfo,
  FilledInInfo,
  ManifestDocumentSummary,
  SchemaInfo,
  SchemaSourceInfo,
  ValuesInfo,
} from '../../shared/protocol.ts';
import { isTemplate } from '../model/isTemplate.ts';
import type { ManifestDocument, Position } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { filledInOf } from '../findings/filledInOf.ts';
import { titleOf } from '../placeholders/dialects.ts';
import type { Filling } from '../placeholders/placeholdersIn.ts';
import { at, text } from '../yaml/node.ts';
import type { ChartInForce, KindEntry } from '../schema/schema.ts';
import { originId } from '../schema/candidates.ts';
import type { TypedSchema } from '../schema/typedSchema.ts';
import type { Session } from '../session.ts';
import { isOnTheWeb, namedSchemaOf } from '../helm/namedSchemas.ts';
import type { ValuesState } from '../helm/valuesFiles.ts';
import type { FileSchema } from '../schema/fileSchemas.ts';
import { fileSchemaFor, leftAloneByPlace, namedSchemaFor, toolFileAt } from './target.ts';

/** What is known about the document at a position of the file. */
export function documentInfo(
  session: Session,
  file: ManifestFile,
  position: Position,
): DocumentInfo | null {
  const document = file.documentAt(position.line);
  const state = session.values.stateOf(file, document);
  if (state) {
    const filledIn = filledInInfo(session, file, document, state.recognised?.typed);
    return { index: 0, count: 1, values: valuesInfo(state), ...filledIn };
  }
  const ofFile = fileSchemaFor(session, file, document) ?? namedSchemaFor(session, file, document);
  if (ofFile) return fileInfo(file, document, ofFile);
  const named = namedSchemaOf(file);
  if (named !== undefined && isOnTheWeb(named) && !isManifest(document))
    return { index: 0, count: 1, toolFile: { tool: '', isElsewhere: true } };
  const documents = file.documents.filter(isManifest);
  const index = documents.indexOf(document);
  if (index === -1 || leftAloneByPlace(session, file)) return null;
  const toolFile = toolFileAt(session, file, document);
  if (toolFile) return { ...identity(document), index, count: documents.length, toolFile };
  const schema = document.gvk && schemaInfo(session, file, document.gvk);
  return {
    ...identity(document),
    index,
    count: documents.length,
    ...(schema && { schema }),
    ...kubernetesInfo(session, file, document),
    ...inlineInfo(session, file, document, position),
    ...filledInInfo(
      session,
      file,
      document,
      document.gvk && session.store.schemaOf(document.gvk, file.uri),
    ),
  };
}

const filledInMemo = Symbol('values that are filled in');

interface FilledInMemo {
  readonly filling?: Filling;
  readonly typed?: unknown;
  readonly replaced?: unknown;
  readonly info?: FilledInInfo;
}

/** How many values another tool fills in, and which tools do. */
function filledInInfo(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
  typed: TypedSchema | undefined,
): Pick<DocumentInfo, 'filledIn'> {
  const filling = session.fillingOf(file);
  const { path } = file;
  const replaced = path === undefined ? [] : session.kustomizations.transforming(path).replaced;
  const memo = document.memo<FilledInMemo>(filledInMemo, () => ({}));
  if (memo.filling !== filling || memo.typed !== typed || memo.replaced !== replaced) {
    const counts = [...(filledInOf(document, filling, typed, replaced)?.counts ?? [])];
    const count = counts.reduce((sum, [, each]) => sum + each, 0);
    const by = counts.sort(([, one], [, other]) => other - one).map(([id]) => titleOf(id));
    Object.assign(memo, { filling, typed, replaced, info: count > 0 ? { count, by } : undefined });
  }
  return memo.info ? { filledIn: memo.info } : {};
}

/** Of a file that a tool reads, and of which the fields are known. */
function fileInfo(
  { documents }: ManifestFile,
  document: ManifestDocument,
  { file: { title, reader } }: FileSchema,
): DocumentInfo {
  const toolFile = { tool: reader ?? '', file: title, isKnown: true };
  return { index: documents.indexOf(document), count: documents.length, toolFile };
}

/** For kinds of Kubernetes itself, whatever the version they are written in. */
function kubernetesInfo(
  session: Session,
  file: ManifestFile,
  { gvk }: ManifestDocument,
): Pick<DocumentInfo, 'kubernetes'> {
  const { store } = session;
  const { newest } = store.apiVersions;
  if (!gvk || !(store.find(gvk)?.isKubernetes ?? store.kindState(gvk, newest))) return {};
  const release = session.releaseFor(file);
  const isLaterThanKnown = compareVersions(release.version, newest) > 0;
  return { kubernetes: { ...release, ...(isLaterThanKnown && { isLaterThanKnown }) } };
}

/** The chart of values that a manifest holds, where the position is in them. */
function inlineInfo(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
  position: Position,
): Pick<DocumentInfo, 'values'> {
  const offset = document.offsetAt(document.fromFilePosition(position));
  const { root } = document;
  const inline = session.values.inlineOf(file, document).find(({ path, textSpan }) => {
    const [start, end] = textSpan ?? at(root, path)?.span ?? [0, -1];
    return start <= offset && offset <= end;
  });
  if (!inline) return {};
  const { chart } = inline.typed;
  return { values: { chart: chartSummary(chart), ...versionInfo(chart) } };
}

function valuesInfo({ recognised, isLeftAlone, unknown }: ValuesState): ValuesInfo {
  const chart = recognised?.typed.chart;
  return {
    ...(recognised && chart && { chart: chartSummary(chart), reason: recognised.reason }),
    ...(chart && versionInfo(chart)),
    ...(isLeftAlone && { isLeftAlone }),
    ...(unknown !== undefined && { unknown }),
  };
}

function versionInfo({ wanted, standing }: ChartInForce): Pick<ValuesInfo, 'wanted' | 'beyond'> {
  const beyond = standing === 'newer' || standing === 'older' ? standing : undefined;
  return { ...(wanted !== undefined && { wanted }), ...(beyond && { beyond }) };
}

function chartSummary({ id, name, title, version, docUrl }: ChartInForce): ChartSummary {
  return { id, name, title, version, ...(docUrl !== undefined && { docUrl }) };
}

/** The schema in force for a kind, and those that could be. */
function schemaInfo(
  session: Session,
  { uri }: ManifestFile,
  gvk: GroupVersionKind,
): SchemaInfo | undefined {
  const { store } = session;
  const available = store.available(gvk, uri);
  const [inForce] = available;
  if (!inForce) return undefined;
  const choice = store.choiceOf(gvk);
  return {
    ...sourceInfo(session, inForce),
    group: gvk.group,
    ...(inForce.docUrl && { docUrl: inForce.docUrl }),
    available: available.map((entry) => sourceInfo(session, entry)),
    isChosen: choice !== undefined && [originId(inForce), inForce.origin?.source].includes(choice),
  };
}

function sourceInfo(session: Session, entry: KindEntry): SchemaSourceInfo {
  const { source, sourceVersion, origin } = entry;
  return {
    id: originId(entry),
    source: origin?.label ?? `${source} (bundled)`,
    version: sourceVersion,
    ...(origin?.file !== undefined && { file: session.spellingOf(origin.file) }),
  };
}

/** A document in the list of a file's manifests; none where it is no manifest. */
export function manifestDocument(document: ManifestDocument): ManifestDocumentSummary[] {
  if (!isManifest(document)) return [];
  const marker = /^---[^\n]*\n?/.exec(document.text)?.[0].length ?? 0;
  return [
    {
      range: document.fileRangeOf([marker, document.text.trimEnd().length]),
      ...identity(document),
    },
  ];
}

function isManifest(document: ManifestDocument): boolean {
  return (
    !isTemplate(document) && (document.typeMeta.apiVersion ?? document.typeMeta.kind) !== undefined
  );
}

const nameMemo = Symbol('name and namespace');

function identity(
  document: ManifestDocument,
): Pick<DocumentInfo, 'apiVersion' | 'kind' | 'name' | 'namespace'> {
  const { typeMeta } = document;
  const { name, namespace } = document.memo(nameMemo, () => ({
    name: text(at(document.root, ['metadata', 'name'])),
    namespace: text(at(document.root, ['metadata', 'namespace'])),
  }));
  return {
    ...(typeMeta.apiVersion?.value && { apiVersion: typeMeta.apiVersion.value }),
    ...(typeMeta.kind?.value && { kind: typeMeta.kind.value }),
    ...(name && { name }),
    ...(namespace && { namespace }),
  };
}
