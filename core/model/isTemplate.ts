import type { ManifestDocument } from './manifestDocument.ts';

/**
 * True for a document that a template engine fills in before it is YAML: Helm's `{{ .Values.x }}` and actions, Jinja's
 * `{% if %}`. Expressions that are part of a manifest (`{{workflow.name}}`, `{{ ds }}`, the Spark
 * operator's `{{$appName}}`) do not make one.
 */
export function isTemplate(document: ManifestDocument): boolean {
  return document.memo(templateMemo, () => {
    const { group = '', kind = '' } = document.gvk ?? {};
    const sign = hasTemplates.has(kind) || hasTemplates.has(group) ? hasHelmsOwn : hasMarker;
    return isOutsideOfComments(sign, document.text);
  });
}

/** Whether a text of which nothing is known has what Helm alone fills in. */
export function isHelmTemplate(text: string): boolean {
  return isOutsideOfComments(hasHelmsOwn, text);
}

/** What stands in a comment is never filled in. */
function isOutsideOfComments(sign: (text: string) => boolean, text: string): boolean {
  return sign(text) && sign(text.replace(/(^|[ \t])#.*$/gm, ''));
}

const templateMemo = Symbol('isTemplate');
const hasMarker = (text: string): boolean => marker.test(text);
const marker =
  /\{\{-|-\}\}|\{\{\s*(?:\.|\$(?!app(?:Name|Namespace)\b)|\/\*|(?:include|if|else|range|with|end|define|template|tpl|toYaml|lookup|required|default|block)\b)|^[ \t]*\{%/m;

/**
 * Kinds and groups whose texts are templates to the operator (`{{ .name }}`, `{{ $labels.pod }}`, `{{$.inputs}}`): only what
 * Helm alone knows counts. Either is enough, so that a typo in the other does not make a template of it.
 */
const hasTemplates: ReadonlySet<string> = new Set([
  ...['argoproj.io', 'monitoring.coreos.com'],
  ...['AlertmanagerConfig', 'ApplicationSet', 'PrometheusRule'],
  ...['Workflow', 'WorkflowTemplate', 'CronWorkflow', 'ClusterWorkflowTemplate'],
]);
const helmsOwn = /\.(?:Values|Release|Chart|Files|Capabilities)\b|\b(?:include|toYaml|tpl)\b/;

/** Behind `{{`, before the brace that ends it. */
function hasHelmsOwn(text: string): boolean {
  return text.split('}').some((part) => {
    const opening = part.indexOf('{{');
    return opening !== -1 && helmsOwn.test(part.slice(opening + 2));
  });
}
