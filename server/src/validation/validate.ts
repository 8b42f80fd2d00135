/** All that is reported about one document, and kept with it until its text changes. */
import type { ManifestDocument } from '../documents/manifestDocument.ts';
import { get, items, text as textOf, type Node } from '../documents/node.ts';
import { parseApiVersion, type GroupVersionKind } from '../../../shared/gvk.ts';
import { schemaView, type Report } from '../rules/rule.ts';
import { runRules } from '../rules/run.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { checkIdentity } from './identity.ts';
import { checkStructure } from './structure.ts';
import { withoutSuppressed } from './suppress.ts';
import { checkSyntax } from './syntax.ts';

export interface ValidationContext {
  readonly store: SchemaStore;
  /** A kustomize patch: what is absent is not missing. */
  readonly isPatch: boolean;
}

/** Reports in the order of the text. Pure: the same text and context give the same reports. */
export function validateDocument(ctx: ValidationContext, document: ManifestDocument): Report[] {
  const { head, gvk, text } = document;
  if (!head.apiVersion && !head.kind) return [];
  const { root, errors } = document.parsed;
  const syntax = checkSyntax(errors, text);
  const reports = [...syntax];
  const isList = gvk !== undefined && isListKind(gvk);
  if (!isList && (!gvk || !ctx.store.find(gvk))) reports.push(...checkIdentity(head, gvk, ctx.store));
  if (root) {
    const objects = isList ? objectsOf(root) : gvk ? [{ node: root, gvk }] : [];
    for (const object of objects) reports.push(...checkObject(ctx, object, text, syntax.length > 0));
  }
  // Behind the first syntax error the tree is a guess.
  const trusted = syntax[0]?.span[0] ?? Infinity;
  return withoutSuppressed(document, sorted(reports.filter(({ code, span }) => code === 'yaml-syntax' || span[0] < trusted)));
}

/** `List` and its typed forms hold whole objects. */
export function isListKind({ kind }: GroupVersionKind): boolean {
  return kind.endsWith('List') && kind !== 'NodeMetricsList';
}

interface ManifestObject {
  readonly node: Node;
  readonly gvk: GroupVersionKind;
}

/** The objects in a `List`; items that do not say what they are left out. */
function objectsOf(root: Node): ManifestObject[] {
  return items(get(root, 'items')).flatMap((node) => {
    const groupVersion = parseApiVersion(textOf(get(node, 'apiVersion')) ?? '');
    const kind = textOf(get(node, 'kind'));
    return groupVersion && kind ? [{ node, gvk: { ...groupVersion, kind } }] : [];
  });
}

function checkObject(
  { store, isPatch }: ValidationContext,
  { node, gvk }: ManifestObject,
  text: string,
  isBroken: boolean,
): Report[] {
  const view = store.schemaOf(gvk) ?? store.anyObject;
  const { bundle, definition, namespaced } = view.entry ?? {};
  const schema =
    bundle !== undefined && definition !== undefined
      ? schemaView((name) => store.bundle(name), bundle, definition)
      : undefined;
  return [
    ...checkStructure(view, node, text, { requireFields: !isPatch && !isBroken }),
    ...runRules({
      root: node,
      gvk,
      text,
      isPartial: isPatch || isBroken,
      ...(namespaced !== undefined && { isNamespaced: namespaced }),
      ...(schema && { schema }),
    }),
  ];
}

function sorted(reports: Report[]): Report[] {
  return reports.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}

