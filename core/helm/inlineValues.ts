/** Values that stand in a manifest: of a Flux HelmRelease, an Argo CD Application, a HelmChart of k3s; in a kustomization or a helmfile. */
import type { GroupVersionKind } from '../../shared/gvk.ts';
import { isListKind } from '../model/typeMeta.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { at, get, items, text, type Node, type Path, type Span } from '../yaml/node.ts';
import { releaseKinds, releasesOf, type ChartSource, type Reader } from './releaseForms.ts';
import { topLevelKeys } from './valuesHead.ts';

export interface InlineValues {
  /** Of the mapping, or of the text that holds the values as YAML. */
  readonly path: Path;
  readonly source: ChartSource;
  /** Top-level keys of a mapping; of a text they are read later. */
  readonly keys: readonly string[];
  /** Where the text stands, header and all. */
  readonly textSpan?: Span;
}

/** All values in a document; nothing is parsed where its kind has none. */
export function inlineValuesOf(document: ManifestDocument): readonly InlineValues[] {
  const { gvk } = document;
  const isHolder = gvk ? releaseKinds.has(gvk.kind) || isListKind(gvk.kind) : isHelmfile(document);
  if (!isHolder) return [];
  return document.memo(inlineMemo, () => {
    const { root, text } = document;
    if (!gvk) return valuesIn(undefined, root, text);
    return document.objects.flatMap(({ gvk: own, node, path }) =>
      (own ? valuesIn(own, node, text) : []).map((each) => ({
        ...each,
        path: [...path, ...each.path],
      })),
    );
  });
}

const inlineMemo = Symbol('inline values');

function isHelmfile(document: ManifestDocument): boolean {
  return !document.typeMeta.kind && topLevelKeys(document).includes('releases');
}

/** Releases in the tree of an open document. */
export const nodes: Reader<Node> = { get, items, text, isMapping: (node) => node?.type === 'map' };

function valuesIn(
  gvk: GroupVersionKind | undefined,
  object: Node | undefined,
  source: string,
): InlineValues[] {
  return releasesOf(nodes, object, gvk).flatMap(({ chart, values }) =>
    values.flatMap((path) => found(object, path, chart, source)),
  );
}

function found(
  root: Node | undefined,
  path: Path,
  chart: ChartSource,
  source: string,
): InlineValues[] {
  const node = at(root, path);
  if (!node) return [];
  if (node.type === 'map')
    return [{ path, source: chart, keys: node.entries.map(({ key }) => key.source) }];
  if (node.type !== 'scalar') return [];
  // Nothing yet, or the first key is being typed.
  if (node.isPlain) return [{ path, source: chart, keys: [] }];
  // Only a literal block keeps its lines as they are.
  const isLiteral = source[node.span[0]] === '|';
  return isLiteral ? [{ path, source: chart, keys: [], textSpan: node.span }] : [];
}

/** Values that a manifest holds as text, as a document of their own. */
export interface TextValues {
  readonly document: ManifestDocument;
  /** Where its text begins in the manifest: at the start of a line, so that columns are the same. */
  readonly offset: number;
  readonly line: number;
}

/** The text of a literal block, without the line of its header. */
export function textValues(host: ManifestDocument, [start, end]: Span): TextValues {
  const newline = host.text.indexOf('\n', start);
  const offset = newline === -1 ? end : Math.min(newline + 1, end);
  const document = host.part(host.text.slice(offset, end));
  return { document, offset, line: host.positionAt(offset).line };
}
