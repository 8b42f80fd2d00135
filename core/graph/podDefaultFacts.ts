/**
 * What a PodDefault of Kubeflow adds to pods, and what the pods have themselves: plain values with a digest in the place of each
 * text, as variables may hold secrets.
 */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { entries, get, items, text, type Node } from '../yaml/node.ts';
import type { GivenPart, GivenValue, KindName, PodDefaultFacts } from './facts.ts';
import { selectorOf } from './storageFacts.ts';

/** Of objects that are PodDefaults. */
export function podDefaultFacts(
  { group, kind }: KindName,
  object: Node,
  document: ManifestDocument,
): PodDefaultFacts | undefined {
  if (group !== 'kubeflow.org' || kind !== 'PodDefault') return undefined;
  const spec = get(object, 'spec');
  const selector = selectorOf(get(spec, 'selector'), document);
  if (!selector) return undefined;
  const placed = ([part, place]: Part) => ({ ...part, range: document.rangeOf(place.span) });
  const parts = [...partsOf(spec), ...textsIn('labels', spec), ...textsIn('annotations', spec)];
  return { selector, adds: parts.map(placed) };
}

/** Of pods that a PodDefault may be for: which they are, only labels say, so that those of Kubeflow are looked at alone. */
export function givenParts(
  { group, kind }: KindName,
  spec: Node,
  metadata: Node | undefined,
): GivenPart[] | undefined {
  const isLookedAt = group === 'kubeflow.org' || (group === '' && kind === 'Pod');
  if (!isLookedAt || text(get(get(metadata, 'annotations'), exclude)) === 'true') return undefined;
  const ofContainers = items(get(spec, 'containers')).flatMap((container) => {
    const name = text(get(container, 'name')) ?? '';
    return [...listed('env', container), ...listed('volumeMounts', container)].map(([part]) => ({
      ...part,
      container: name,
    }));
  });
  const ofPod = [...listed('volumes', spec), ...listed('tolerations', spec)];
  const ofMetadata = [...textsIn('labels', metadata), ...textsIn('annotations', metadata)];
  return [...ofContainers, ...[...ofPod, ...ofMetadata].map(([part]) => part)];
}

const exclude = 'poddefault.admission.kubeflow.org/exclude';

/** With the node that says its name. */
type Part = readonly [part: GivenPart, place: Node];

function partsOf(spec: Node | undefined): Part[] {
  return (['env', 'volumeMounts', 'volumes', 'tolerations'] as const).flatMap((field) =>
    listed(field, spec),
  );
}

/** Items of a list, by what the webhook tells them apart. */
function listed(
  field: 'env' | 'volumeMounts' | 'volumes' | 'tolerations',
  holder: Node | undefined,
): Part[] {
  return items(get(holder, field)).flatMap((item) => {
    const named = get(item, field === 'tolerations' ? 'key' : 'name');
    const name = text(named) ?? (field === 'tolerations' ? '' : undefined);
    const value = name === undefined ? undefined : givenValue(item);
    const path = field === 'volumeMounts' ? text(get(item, 'mountPath')) : undefined;
    if (name === undefined || value === undefined) return [];
    return [[{ field, name, value, ...(path !== undefined && { path }) }, named ?? item]];
  });
}

function textsIn(field: 'labels' | 'annotations', holder: Node | undefined): Part[] {
  return entries(get(holder, field)).flatMap(({ key, value }) => {
    const given = givenValue(value);
    return typeof given === 'string' ? [[{ field, name: key.source, value: given }, value]] : [];
  });
}

/** Undefined for what says nothing; null for what is filled in later. */
function givenValue(node: Node): GivenValue | undefined {
  if (node.type === 'seq') return node.items.map((item) => givenValue(item) ?? null);
  if (node.type === 'map')
    return Object.fromEntries(
      node.entries.flatMap(({ key, value }) => {
        const given = givenValue(value);
        return given === undefined ? [] : [[key.source, given]];
      }),
    );
  if (node.value === null || node.value === '' || node.value === false) return undefined;
  const written = String(node.value);
  return node.filledIn || /\{\{|\$\{|<\w/.test(written) ? null : digestOf(written);
}

/** FNV-1a. Two texts with one digest would only be a conflict that nobody is told of. */
function digestOf(written: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < written.length; at++)
    hash = Math.imul(hash ^ written.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(36);
}
