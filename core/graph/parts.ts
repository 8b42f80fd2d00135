/**
 * Parts of objects that others name beside the object: a template of a WorkflowTemplate, a
 * listener of a Gateway, a subset of
 * the DestinationRules for a host.
 */
import { kindName } from '../../shared/gvk.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { at, get, items, type Node } from '../yaml/node.ts';
import type { KindName, Named, NamedPart, ObjectFacts } from './facts.ts';

/** No kind of a cluster: a host of Istio, which DestinationRules and routes have in common. */
export const hostKind: KindName = { group: 'networking.istio.io', kind: 'Host' };

/** Where the parts stand in the object, and the field beside its name by which others name one. */
interface PartPlace {
  readonly field: string;
  readonly list: readonly string[];
  readonly key: string;
  /** The object has those of another one, too, where this is written. */
  readonly unless?: readonly string[];
}

const templates: PartPlace = {
  ...{ field: 'template', list: ['spec', 'templates'], key: 'name' },
  unless: ['spec', 'workflowTemplateRef'],
};
const subsets: PartPlace = { field: 'subset', list: ['spec', 'subsets'], key: 'name' };

const listeners: readonly PartPlace[] = [
  { field: 'sectionName', list: ['spec', 'listeners'], key: 'name' },
  { field: 'port', list: ['spec', 'listeners'], key: 'port' },
];

const places: ReadonlyMap<string, readonly PartPlace[]> = new Map([
  ['argoproj.io/WorkflowTemplate', [templates]],
  ['argoproj.io/ClusterWorkflowTemplate', [templates]],
  ['networking.istio.io/DestinationRule', [subsets]],
  [kindName(hostKind), [subsets]],
  ['gateway.networking.k8s.io/Gateway', listeners],
  ['gateway.networking.k8s.io/ListenerSet', listeners],
]);

/** The fields by which parts of a kind are named. */
export function partFields(kind: KindName): readonly string[] {
  return (places.get(kindName(kind)) ?? []).map(({ field }) => field);
}

/** The parts that an object has; nothing of those that are not all written. */
export function partFacts(
  kind: KindName,
  node: Node,
  document: ManifestDocument,
): Pick<ObjectFacts, 'parts'> {
  const known = (places.get(kindName(kind)) ?? []).flatMap((place) => {
    const names = namesOf(place, node, document);
    return names ? [[place.field, names] as const] : [];
  });
  return known.length > 0 ? { parts: Object.fromEntries(known) } : {};
}

function namesOf(
  { list, key, unless }: PartPlace,
  node: Node,
  document: ManifestDocument,
): Named[] | undefined {
  const written = at(node, list);
  if (unless && at(node, unless)) return undefined;
  // Without the list there are none, unless something fills it in.
  if (written && written.type !== 'seq') return undefined;
  const names = items(written).map((item) => partName(get(item, key), document));
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** The parts that a mapping names beside an object of the kind. */
export function partsNamed(kind: KindName, holder: Node, document: ManifestDocument): NamedPart[] {
  return partFields(kind).flatMap((field) => {
    const name = partName(get(holder, field), document);
    return name ? [{ ...name, field }] : [];
  });
}

/** A text or a number, as it is written; undefined where it is filled in later. */
function partName(node: Node | undefined, document: ManifestDocument): Named | undefined {
  if (node?.type !== 'scalar' || node.filledIn || !/^[\w.-]+$/.test(node.source)) return undefined;
  return { text: node.source, range: document.rangeOf(node.span) };
}
