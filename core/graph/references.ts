/** Names in a document that stand for other objects: by the annotations of its schema, and where a mapping names kind and name. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { Visit } from '../walk/visit.ts';
import type { RefAnnotation } from '../schema/schema.ts';
import { entries, get, items, text, isTrue, type Node } from '../yaml/node.ts';
import type { KindName, Named, Reference } from './facts.ts';
import { partsNamed } from './parts.ts';
import { kindOfField, kindOfLabel, neededKeys, usualKind } from './namedFields.ts';

/** The reference that a value is; undefined where it is none, or its name is filled in later. */
export function referenceAt(visit: Visit, document: ManifestDocument): Reference | undefined {
  if (visit.isNarrowing || visit.isReadOnly) return undefined;
  const annotation = visit.schema?.['x-ref'];
  if (annotation?.onlyWith && !isRead(visit, annotation.onlyWith)) return undefined;
  const written = annotation?.kind;
  const kind =
    written !== undefined && annotation?.local === undefined
      ? { group: annotation?.group ?? '', kind: written }
      : kindOfField(visit);
  if (kind) {
    const found =
      visit.node.type === 'map'
        ? reference(kind, get(visit.node, 'name'), visit.node, document)
        : reference(kind, visit.node, visit.parent?.node, document);
    const isDriver = visit.parent?.step === 'driver';
    return (
      found && {
        ...found,
        needs: neededKeys(visit),
        ...(isDriver && { field: 'driver' }),
        ...(annotation && annotated(annotation, found, visit, document)),
      }
    );
  }
  const field = typeof visit.step === 'number' ? visit.parent?.step : visit.step;
  return visit.node.type === 'map' && mayNameAKind(field)
    ? byKind(visit, field, document)
    : undefined;
}

/** Whether the first mapping around a name that has one of the fields has it with that value. */
function isRead({ parent }: Visit, onlyWith: Readonly<Record<string, string>>): boolean {
  return Object.entries(onlyWith).every(([field, value]) => {
    let around = parent;
    while (around && !get(around.node, field)) around = around.parent;
    return text(get(around?.node, field)) === value;
  });
}

/** What the annotation says of the object beside its kind: keys that are read of it, and who uses it. */
function annotated(
  { keys, keyFields, keysUnless, shared = false }: RefAnnotation,
  { keys: written }: Reference,
  { parent }: Visit,
  document: ManifestDocument,
): Partial<Reference> {
  const holder = parent?.node;
  const brought = Object.entries(keysUnless ?? {}).some(([field, words]) =>
    isBrought(get(holder, field), words, document),
  );
  const read = brought ? [] : (keys ?? []);
  const fields = Object.entries(keyFields ?? {}).map(([field, usual]) => {
    const value = get(holder, field);
    return isFilled(value) ? { said: named(value, document) } : { usual };
  });
  const needs = [
    ...read.filter((key) => typeof key === 'string'),
    ...fields.flatMap(({ usual = '' }) => (usual === '' ? [] : usual)),
  ];
  const needsOneOf = read.filter((key) => typeof key !== 'string');
  return {
    ...(needs.length > 0 && { needs }),
    ...(needsOneOf.length > 0 && { needsOneOf }),
    ...(fields.length > 0 && { keys: [...written, ...fields.flatMap(({ said }) => said ?? [])] }),
    ...(shared && { isShared: true }),
  };
}

/** Whether a field says anything. */
function isFilled(node: Node | undefined): node is Node {
  if (node?.type !== 'scalar') return entries(node).length + items(node).length > 0;
  return node.value !== null && node.value !== '';
}

/** Whether a field has what is read elsewhere, too: by a word in it, or whatever it holds. */
function isBrought(
  node: Node | undefined,
  words: readonly string[],
  { text: source }: ManifestDocument,
): boolean {
  if (!isFilled(node)) return false;
  const written = source.slice(...node.span);
  return words.length === 0 || words.some((word) => written.includes(word));
}

/** A name with its place; undefined where it is not known yet. */
export function named(node: Node | undefined, document: ManifestDocument): Named | undefined {
  const name = text(node);
  if (!node || name === undefined || !isName(name)) return undefined;
  return { text: name, range: document.rangeOf(node.span) };
}

/** Of characters that names of objects have: what a template or a tool fills in later has others. */
export function isName(value: string): boolean {
  return value.length <= 253 && /^[A-Za-z0-9][\w.:-]*$/.test(value);
}

function reference(
  kind: KindName,
  name: Node | undefined,
  holder: Node | undefined,
  document: ManifestDocument,
): Reference | undefined {
  const found = named(name, document);
  if (!found) return undefined;
  const isHolder = holder?.type === 'map';
  const namespace =
    isHolder && kind.kind !== 'Namespace' ? text(get(holder, 'namespace')) : undefined;
  return {
    ...kind,
    name: found,
    ...(namespace !== undefined && isName(namespace) && { namespace }),
    keys: isHolder ? keysIn(holder, document) : [],
    needs: [],
    ...(isHolder && kind.kind === 'Service' && portOf(holder, document)),
    ...(isHolder && partsOf(kind, holder, document)),
    ...(kind.kind === 'AuthenticationClass' && {
      beside: entries(holder).map(({ key }) => key.source),
    }),
    isOptional: isHolder && isTrue(get(holder, 'optional')),
  };
}

/** `key`, and the keys that `items` project. */
function keysIn(holder: Node, document: ManifestDocument): Named[] {
  const all = [
    get(holder, 'key'),
    get(holder, 'valuesKey'),
    ...items(get(holder, 'items')).map((item) => get(item, 'key')),
  ];
  return all.flatMap((node) => named(node, document) ?? []);
}

/** The port that is meant, by name or number: `port: 80`, `port: { name: http }`. */
function portOf(holder: Node, document: ManifestDocument): Pick<Reference, 'port'> {
  const port = get(holder, 'port');
  const node = port?.type === 'map' ? (get(port, 'name') ?? get(port, 'number')) : port;
  if (node?.type !== 'scalar' || node.source === '' || node.filledIn) return {};
  return { port: { text: node.source, range: document.rangeOf(node.span) } };
}

/** The parts of the object that are meant. */
function partsOf(
  kind: KindName,
  holder: Node,
  document: ManifestDocument,
): Pick<Reference, 'parts'> {
  const parts = partsNamed(kind, holder, document);
  return parts.length > 0 ? { parts } : {};
}

/** The objects that labels of an object lead to. */
export function labelReferences(
  kind: KindName,
  labels: Node | undefined,
  document: ManifestDocument,
): Reference[] {
  return entries(labels).flatMap(({ key, value }) => {
    const meant = kindOfLabel(kind, key.source);
    return (meant && reference(meant, value, undefined, document)) ?? [];
  });
}

/** Fields and lists whose mappings say by themselves which kind they name. */
export function mayNameAKind(field: string | number | undefined): boolean {
  return typeof field === 'string' && (field.endsWith('Ref') || typedFields.has(field));
}

const typedFields: ReadonlySet<string> = new Set([
  'dataSource',
  'parentRefs',
  'backendRefs',
  'certificateRefs',
  'caCertificateRefs',
  'subjects',
  'sourceRefs',
  'valuesFrom',
]);

function byKind(
  visit: Visit,
  field: string | number | undefined,
  document: ManifestDocument,
): Reference | undefined {
  const { node, ctx } = visit;
  // A policy speaks of whoever may come, and of what another controller makes.
  if (isSubjects(field) && ctx.gvk.group !== rbac) return undefined;
  const kind = kindNamedBy(node, ctx.gvk.group, usualKind(ctx.gvk.group, String(field), node));
  const found = kind && reference(kind, get(node, 'name'), node, document);
  if (found && isSubjects(field)) return { ...found, mayBeAbsent: true };
  const needs = field === 'valuesFrom' ? neededValues(visit) : neededKeys(visit);
  return found && { ...found, needs };
}

const rbac = 'rbac.authorization.k8s.io';

function isSubjects(field: string | number | undefined): boolean {
  return field === 'subjects';
}

/** Flux reads this key where no other one is written. */
function neededValues({ node, ctx }: Visit): readonly string[] {
  const isRead = ctx.gvk.kind === 'HelmRelease' && get(node, 'valuesKey') === undefined;
  return isRead ? ['values.yaml'] : [];
}

/** The kind that a mapping says beside a name; `home` is the group of its object. Undefined for what is no object. */
export function kindNamedBy(
  node: Node | undefined,
  home: string,
  usual?: KindName,
): KindName | undefined {
  const kind = text(get(node, 'kind'));
  if (kind === undefined) return usual;
  if (kind === 'User' || kind === 'Group') return undefined;
  const written = ['apiGroup', 'group', 'apiVersion'].map((key) => text(get(node, key)));
  const [apiGroup, group, apiVersion] = written;
  return { group: apiGroup ?? group ?? groupOf(apiVersion) ?? homeOf(kind, home), kind };
}

/** Where only a kind is written: the core group for its own kinds, else the group of the object. */
function homeOf(kind: string, group: string): string {
  if (fluxSources.has(kind)) return 'source.toolkit.fluxcd.io';
  return coreKinds.has(kind) ? '' : group;
}

/** What Flux takes manifests and charts from: named from its other groups without saying theirs. */
const fluxSources: ReadonlySet<string> = new Set([
  ...['GitRepository', 'OCIRepository', 'HelmRepository', 'HelmChart', 'Bucket'],
]);

const coreKinds: ReadonlySet<string> = new Set([
  ...[
    'ConfigMap',
    'Secret',
    'Service',
    'ServiceAccount',
    'PersistentVolumeClaim',
    'PersistentVolume',
  ],
  ...['Pod', 'Namespace', 'Node'],
]);

function groupOf(apiVersion: string | undefined): string | undefined {
  if (apiVersion === undefined) return undefined;
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/** The texts of a mapping, by key. */
export function textsOf(node: Node | undefined): Record<string, string> {
  const found: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { key, value } of entries(node)) {
    const written = text(value);
    if (written !== undefined) found[key.source] = written;
  }
  return found;
}
