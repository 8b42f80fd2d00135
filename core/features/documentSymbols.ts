/** Outline: one entry a resource, its kind, name and namespace, and under it the keys of its mappings; of values the keys. */
import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import { plainLine } from '../../shared/plainText.ts';
import { endOfText } from '../model/endOfText.ts';
import type { ManifestDocument, Range } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { at, entry, get, text, type Entry, type Node, type Span } from '../yaml/node.ts';
import { isTemplate } from '../model/isTemplate.ts';
import type { HiddenSecrets } from '../secrets/hiddenSecrets.ts';
import { secretsOf } from './secrets.ts';
import type { Session } from '../session.ts';

export function documentSymbols(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): DocumentSymbol[] {
  const isValues = session.values.chartOf(file, document) !== undefined;
  const isManifest = (document.typeMeta.apiVersion ?? document.typeMeta.kind) !== undefined;
  if (!isValues && (isTemplate(document) || !isManifest)) return [];
  const symbols = document.memo(isValues ? valuesMemo : symbolMemo, () => {
    const { root } = document;
    return isValues && root ? children(document, root, 1) : symbolsOf(document);
  });
  if (symbols.length === 0) return [];
  const secrets = secretsOf(session, file, document);
  return symbols.map((symbol) => moved(document, symbol, secrets));
}

const symbolMemo = Symbol('symbols');
const valuesMemo = Symbol('symbols of values');
const maxDepth = 4;

/** Ranges count in the document: moved when they are given out. */
function symbolsOf(document: ManifestDocument): DocumentSymbol[] {
  const { root, gvk, objects } = document;
  if (!root) return [];
  if (!gvk) return [resource(document, root)];
  const list = get(root, 'items') ?? root;
  return objects
    .filter(({ node }) => node === root || standsIn(list, node))
    .map(({ node }) => resource(document, node));
}

function resource(document: ManifestDocument, node: Node): DocumentSymbol {
  const kind = text(get(node, 'kind')) ?? 'Manifest';
  const name =
    text(at(node, ['metadata', 'name'])) ?? text(at(node, ['metadata', 'generateName'])) ?? '';
  const namespace = text(at(node, ['metadata', 'namespace']));
  const detail = [text(get(node, 'apiVersion')), namespace && `in ${namespace}`]
    .filter(Boolean)
    .join(' ');
  const first = entry(node, 'kind')?.key.span ?? node.span;
  return {
    name: name === '' ? kind : `${kind} ${name}`,
    detail,
    kind: SymbolKind.Class,
    range: document.rangeOf(trimmed(document, node)),
    selectionRange: document.rangeOf(first === node.span ? trimmed(document, node) : first),
    children: children(document, node, 1),
  };
}

function children(document: ManifestDocument, node: Node, depth: number): DocumentSymbol[] {
  if (depth > maxDepth) return [];
  if (node.type === 'map') {
    return node.entries
      .filter(({ key }) => depth > 1 || !['apiVersion', 'kind'].includes(key.source))
      .filter(({ key }) => key.span[0] >= node.span[0] && key.source !== '')
      .map((entry) => field(document, entry, depth));
  }
  if (node.type !== 'seq') return [];
  return node.items.flatMap((item, index) => {
    if (item.type !== 'map' || !standsIn(node, item)) return [];
    const range = document.rangeOf(trimmed(document, item));
    const name = text(get(item, 'name')) ?? `[${index}]`;
    return [
      {
        name,
        kind: SymbolKind.Object,
        range,
        selectionRange: range,
        children: children(document, item, depth + 1),
      },
    ];
  });
}

/** An alias stands for a node that is written elsewhere: the outline shows it there, and once. */
function standsIn(list: Node, { span }: Node): boolean {
  return span[0] >= list.span[0] && span[1] <= list.span[1];
}

function field(document: ManifestDocument, { key, value }: Entry, depth: number): DocumentSymbol {
  const isHere = value.span[0] >= key.span[1];
  const end = isHere ? trimmed(document, value)[1] : key.span[1];
  return {
    name: key.source,
    ...(value.type === 'scalar' &&
      value.value !== null &&
      value.source.length < 80 && { detail: value.source.split('\n', 1)[0] ?? '' }),
    kind:
      value.type === 'seq'
        ? SymbolKind.Array
        : value.type === 'map'
          ? SymbolKind.Object
          : SymbolKind.Field,
    range: document.rangeOf([key.span[0], Math.max(end, key.span[1])]),
    selectionRange: document.rangeOf(key.span),
    children: isHere ? children(document, value, depth + 1) : [],
  };
}

function trimmed(document: ManifestDocument, { span }: Node): Span {
  return [span[0], endOfText(document, span)];
}

const maxLabel = 200;

/** As it is given out: at its place in the file, its texts plain and without secrets. */
function moved(
  document: ManifestDocument,
  symbol: DocumentSymbol,
  secrets: HiddenSecrets,
): DocumentSymbol {
  const label = (words: string, { start, end }: Range): string =>
    plainLine(secrets.hide(words, [document.offsetAt(start), document.offsetAt(end)]), maxLabel);
  const isLeaf = (symbol.children ?? []).length === 0;
  return {
    ...symbol,
    name: label(symbol.name, symbol.selectionRange),
    ...(symbol.detail !== undefined && {
      detail: label(symbol.detail, isLeaf ? symbol.range : symbol.selectionRange),
    }),
    range: document.toFile(symbol.range),
    selectionRange: document.toFile(symbol.selectionRange),
    ...(symbol.children && {
      children: symbol.children.map((child) => moved(document, child, secrets)),
    }),
  };
}
