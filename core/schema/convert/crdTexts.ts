/**
 * The parts of a file that hold CRDs, each as a text of its own. What a document says that it is decides, wherever the
 * file mentions CRDs: an OpenAPI document of Kubernetes or a dump of a database does so, too, and is not read.
 */
import { splitDocuments } from '../../yaml/splitDocuments.ts';
import { readHead } from '../../model/head.ts';
import { isListKind } from '../../model/typeMeta.ts';
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
    const head = headOf(text);
    if (isCrd(head)) yield text;
    else if (isListKind(head.kind)) yield* textsOfList(text);
    else yield undefined;
  }
}

function* textsOfList(list: string): Generator<string | undefined> {
  let isCut = false;
  for (const item of listItems(list)) {
    isCut = true;
    yield item.includes(crdKind) && isCrd(headOf(item)) ? item : undefined;
  }
  if (!isCut) yield list;
}

interface Head {
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
}

function isCrd({ apiVersion, kind }: Head): boolean {
  return kind === crdKind && apiVersion?.startsWith(crdGroup) === true;
}

function headOf(text: string): Head {
  const flow = /^(?:\uFEFF?---)?\s*(?=\{)/.exec(text);
  if (flow) {
    const { apiVersion, kind } = flowHead(text.slice(flow[0].length));
    return { apiVersion, kind };
  }
  const { apiVersion, kind } = readHead(text);
  return { apiVersion: apiVersion?.value, kind: kind?.value };
}

/** Charts wrap a whole CRD into a condition; lines that are an action and nothing else are no YAML. */
function withoutTemplateLines(text: string): string {
  return text.includes('{{') ? text.replace(/^[ \t]*\{\{.*\}\}[ \t]*\r?$/gm, '') : text;
}
