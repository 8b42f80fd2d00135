/** Values that replacements of a kustomization fill in: which objects and which fields they name. */
import { isRecord, type Fields } from '../../shared/json.ts';
import { parseManifest } from '../model/manifestDocuments.ts';
import type { ManifestDocument, Range } from '../model/manifestDocument.ts';
import type { ReplacedFields } from '../model/transformed.ts';
import { get, type Node, type Span } from '../yaml/node.ts';

/** Those that a list of replacements names; what cannot be read names none. */
export function replacedFields(written: unknown): ReplacedFields[] {
  return recordsOf(written).flatMap(({ targets }) =>
    recordsOf(targets).flatMap(({ select, fieldPaths }): ReplacedFields[] => {
      const { kind, name } = isRecord(select) ? select : {};
      const paths = textsOf(fieldPaths ?? ['metadata.name']).map(stepsOf);
      return [{ kind: textOf(kind), name: textOf(name), paths }];
    }),
  );
}

/** Images that get another tag or digest: `images` of a kustomization. */
export function replacedImages(written: unknown): ReplacedFields[] {
  return recordsOf(written).flatMap(({ name, newTag, digest }): ReplacedFields[] => {
    const image = textOf(name);
    // A tag such as 1.20 may have been read as a number.
    const isFixed = [newTag, digest].some((each) => each !== undefined && each !== null);
    if (image === undefined || !isFixed) return [];
    return [{ kind: undefined, name: undefined, paths: imagePaths, image }];
  });
}

const podPaths = ['spec', 'spec.template.spec', 'spec.jobTemplate.spec.template.spec'];
const imagePaths = podPaths.flatMap((pod) =>
  ['containers', 'initContainers'].map((list) => [...pod.split('.'), list, '*', 'image']),
);

/** The same of a file that a replacement names by its path: one replacement, or a list of them. */
export function replacedFieldsIn(text: string): ReplacedFields[] {
  const written = parseManifest(text);
  return replacedFields(Array.isArray(written) ? written : [written]);
}

/** The same in all objects of a document, as ranges of it. */
export function replacedRanges(
  document: ManifestDocument,
  fields: readonly ReplacedFields[] = [],
): readonly Range[] {
  if (fields.length === 0) return [];
  return document.objects
    .flatMap(({ node }) => replacedSpans(node, fields))
    .map((span) => document.rangeOf(span));
}

/** Where the values stand in an object that are filled in; none where no replacement means the object. */
export function replacedSpans(root: Node, fields: readonly ReplacedFields[]): readonly Span[] {
  const kind = scalarOf(get(root, 'kind'));
  const name = scalarOf(get(get(root, 'metadata'), 'name'));
  return fields
    .filter((each) => isMeant(each.kind, kind) && isMeant(each.name, name))
    .flatMap(({ paths, image }) =>
      paths
        .flatMap((steps) => valuesAt(root, steps))
        .filter((value) => image === undefined || isImage(scalarOf(value), image)),
    )
    .map(({ span }) => span);
}

/** As kustomize compares them: a tag and a digest may follow. */
function isImage(written: string, name: string): boolean {
  return written.startsWith(name) && /^(?:$|[:@])/.test(written.slice(name.length));
}

/** A name may be an expression, or have got its prefix and suffix from kustomizations in between. */
function isMeant(wanted: string | undefined, written: string): boolean {
  return wanted === undefined || wanted.includes(written) || /[^\w.-]/.test(wanted);
}

/** `a.[name=b].c\.d` as `a`, `[name=b]` and `c.d`. */
function stepsOf(path: string): string[] {
  const steps: string[] = [];
  let step = '';
  let depth = 0;
  for (let at = 0; at < path.length; at++) {
    const sign = path.charAt(at);
    if (sign === '\\' && at + 1 < path.length) step += path.charAt(++at);
    else if (sign === '.' && depth === 0) {
      steps.push(step);
      step = '';
    } else {
      if (sign === '[') depth++;
      if (sign === ']') depth--;
      step += sign;
    }
  }
  return [...steps, step];
}

/** `*` and what a bracket says of items are taken wide: an item that is not meant is judged less, and no report is false. */
function valuesAt(node: Node, steps: readonly string[]): Node[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [node];
  if (node.type === 'seq') {
    const condition = /^\[([^=]*)=(.*)\]$/s.exec(step);
    const at = /^\d{1,6}$/.test(step) ? Number(step) : undefined;
    return node.items
      .filter((item, index) => {
        if (at !== undefined) return index === at;
        const [, key = '', value = ''] = condition ?? [];
        return !condition || isMeant(value, scalarOf(key === '' ? item : get(item, key)));
      })
      .flatMap((item) => valuesAt(item, rest));
  }
  if (node.type !== 'map') return [];
  if (step === '*') return node.entries.flatMap(({ value }) => valuesAt(value, rest));
  const value = get(node, step);
  return value ? valuesAt(value, rest) : [];
}

function scalarOf(node: Node | undefined): string {
  return node?.type === 'scalar' ? node.source : '';
}

function recordsOf(value: unknown): Fields[] {
  return Array.isArray(value) ? (value as unknown[]).filter(isRecord) : [];
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? (value as unknown[]).flatMap((item) => textOf(item) ?? []) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
