/**
 * The parts of a file that hold CRDs, each as a text of its own. What a document says that it is decides, wherever the
 * file mentions CRDs: an OpenAPI document of Kubernetes or a dump of a database does so, too, and is not read.
 */
import { splitDocuments } from '../../yaml/splitDocuments.ts';
import { readTypeMeta } from '../../model/writtenTypeMeta.ts';
import { isListKind, type TypeMeta } from '../../model/typeMeta.ts';
import { flowHead } from './flowHead.ts';
import { listItems } from './listItems.ts';

const crdKind = 'CustomResourceDefinition';
const crdGroup = 'apiextensions.k8s.io/';
/** Texts that a file must have somewhere: all others are not looked into. */
export const crdMarks: readonly string[] = [crdKind, crdGroup];

/**
 * Texts of a single CRD, or of a list whose layout only a parser reads. Undefined for a step that led to nothing: a file
 * may have thousands of documents, and whoever reads it may pause after each.
 */
export function* crdTexts(file: string): Generator<string | undefined> {
  for (const document of splitDocuments(file)) {
    const text = document.includes(crdKind) ? withoutTemplateLines(document) : '';
    const typeMeta = typeMetaIn(text);
    if (isCrd(typeMeta)) yield text;
    else if (isListKind(typeMeta.kind)) yield* textsOfList(text);
    else yield undefined;
  }
}

function* textsOfList(list: string): Generator<string | undefined> {
  let isCut = false;
  for (const item of listItems(list)) {
    isCut = true;
    yield item.includes(crdKind) && isCrd(typeMetaIn(item)) ? item : undefined;
  }
  if (!isCut) yield list;
}

function isCrd({ apiVersion, kind }: TypeMeta): boolean {
  return kind === crdKind && apiVersion?.startsWith(crdGroup) === true;
}

function typeMetaIn(text: string): TypeMeta {
  const flow = /^(?:\uFEFF?---)?\s*(?=\{)/.exec(text);
  if (flow) {
    const { apiVersion, kind } = flowHead(text.slice(flow[0].length));
    return { apiVersion, kind };
  }
  const { apiVersion, kind } = readTypeMeta(text);
  return { apiVersion: apiVersion?.value, kind: kind?.value };
}

/** Charts wrap a whole CRD into a condition; lines that are an action and nothing else are no YAML. */
function withoutTemplateLines(text: string): string {
  return text.includes('{{') ? text.replace(/^[ \t]*\{\{.*\}\}[ \t]*\r?$/gm, '') : text;
}
