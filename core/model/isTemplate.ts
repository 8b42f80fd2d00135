import type { ManifestDocument } from './manifestDocument.ts';

/**
 * True for a document that a template engine fills in before it is YAML: actions between its lines (`{{- if .Values.x }}`,
 * `{% for %}`) or expressions in the place of keys. Expressions in texts, or as a value of their own, do not make one.
 */
export function isTemplate(document: ManifestDocument): boolean {
  return document.memo(
    templateMemo,
    () => mayBeTemplate.test(document.text) && document.parsed.isTemplate === true,
  );
}

const templateMemo = Symbol('isTemplate');
const mayBeTemplate = /\{[{%]|%\{|<%/;

/** Whether a text of which nothing is known has what Helm alone fills in. */
export function isHelmTemplate(text: string): boolean {
  return hasHelmsOwn(text) && hasHelmsOwn(text.replace(/(^|[ \t])#.*$/gm, ''));
}

const helmsOwn = /\.(?:Values|Release|Chart|Files|Capabilities)\b|\b(?:include|toYaml|tpl)\b/;

/** Behind `{{`, before the brace that ends it. */
function hasHelmsOwn(text: string): boolean {
  return text.split('}').some((part) => {
    const opening = part.indexOf('{{');
    return opening !== -1 && helmsOwn.test(part.slice(opening + 2));
  });
}
