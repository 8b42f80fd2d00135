/** Documents that do not say what they are, and what kubectl makes of them. */
import type { Finding } from '../findings/finding.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { gvkOf } from '../model/typeMeta.ts';
import { isYtt } from '../placeholders/ytt.ts';
import { isBlankOrComment, linesOf } from '../yaml/lines.ts';
import { items, type Span } from '../yaml/node.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { misspeltHeadKeys } from './headKeys.ts';
import { checkSyntax } from './syntax.ts';

export interface Surroundings {
  readonly store: SchemaStore;
  readonly isToolFile?: boolean;
  /** Others of its file are objects. */
  readonly isAmongObjects?: boolean;
}

/** A document without apiVersion and kind. */
export function checkLooseDocument(
  document: ManifestDocument,
  { store, isToolFile, isAmongObjects }: Surroundings,
): Finding[] {
  const line = firstLine(document);
  if (!line) return [];
  const misspelt = isToolFile ? [] : misspeltHeadKeys(document, store);
  if (misspelt.length > 0) return misspelt;
  if (isArrayOfObjects(document)) {
    const message =
      'kubectl takes no list of objects: make them the items of an object of kind List, or part them with ---';
    return [{ span: line, code: 'wrong-type', severity: 'error', message }];
  }
  if (!isAmongObjects || document.leftOut || isYtt(document.text)) return [];
  const syntax = checkSyntax(document.parsed.problems, document.text);
  const { root } = document;
  if (syntax.length > 0 || !root || (root.type === 'scalar' && root.value === null)) return syntax;
  const message = 'no Kubernetes object, as apiVersion and kind are missing: kubectl stops here';
  return [{ span: line, code: 'missing-field', severity: 'hint', message }];
}

/** What kubectl does not read: of the documents between two separators it takes the first one. */
export function dropped(document: ManifestDocument): Finding[] {
  const line = firstLine(document);
  const message =
    'kubectl drops this document without a word, as no separator stands before it: write --- there';
  return line ? [{ span: line, code: 'yaml-syntax', severity: 'warning', message }] : [];
}

/** The first line that holds more than a comment or a separator. */
function firstLine({ text }: ManifestDocument): Span | undefined {
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    if (isBlankOrComment(line) || /^(?:---|\.\.\.)\s*(?:#.*)?$/.test(line)) continue;
    return [start + line.length - line.trimStart().length, start + line.trimEnd().length];
  }
  return undefined;
}

function isArrayOfObjects(document: ManifestDocument): boolean {
  const { text } = document;
  if (!text.includes('apiVersion') || !text.includes('kind')) return false;
  const line = firstLine(document);
  if (!line || !/[[-]/.test(text.charAt(line[0]))) return false;
  const found = items(document.root);
  return found.length > 0 && found.every((item) => gvkOf(item) !== undefined);
}
