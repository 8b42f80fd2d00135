/** Names that a field may take: of the same object, or of resources in open files. */
import { own } from '../../../shared/own.ts';
import { declaredNames } from '../../yaml/declaredNames.ts';
import { at, entries, get, items, text, type Node } from '../../yaml/node.ts';
import type { TypeSchema } from '../../schema/schema.ts';
import {
  groupOf,
  labelsOf,
  nameOf,
  namespaceOf,
  objectsOf,
  podOf,
  valuesUnder,
  workloadKinds,
} from './declared.ts';
import type { Place } from './place.ts';

/** None where the field is not about a name. */
export function names(
  place: Place,
  holder: TypeSchema,
  key: string,
  schema: TypeSchema,
): readonly string[] {
  const reference = schema['x-ref'];
  if (reference?.local === 'volume') return volumeNames(objectOf(place));
  if (reference?.local === 'container') return containerNames(objectOf(place));
  if (reference?.declaredAt) return namesDeclaredAt(place, reference.declaredAt);
  if (reference?.kind !== undefined)
    return resourceNames(place, reference.kind, reference.group ?? '');
  const find = own(byField, `${holder.provenance?.type ?? ''}.${key}`);
  return find ? [...new Set(find(place))] : [];
}

const byField: Readonly<Record<string, (place: Place) => string[]>> = {
  'core.v1/ConfigMapKeySelector.key': (place) => keysOf(place, 'ConfigMap', sibling(place, 'name')),
  'core.v1/SecretKeySelector.key': (place) => keysOf(place, 'Secret', sibling(place, 'name')),
  'sparkoperator.k8s.io/NameKey.key': (place) => keysOf(place, 'Secret', sibling(place, 'name')),
  'core.v1/KeyToPath.key': keysOfVolume,
  'core.v1/ServicePort.targetPort': selectedPorts,
  'core.v1/HTTPGetAction.port': ownPorts,
  'core.v1/TCPSocketAction.port': ownPorts,
  'networking.k8s.io.v1/ServiceBackendPort.name': backendPorts,
  'networking.v1/ServiceBackendPort.name': backendPorts,
};

export function objectOf({ tree, objectPath }: Place): Node | undefined {
  return at(tree, objectPath);
}

/** The text of another field of the cursor's mapping. */
function sibling({ path, ...place }: Place, key: string): string | undefined {
  return text(at(objectOf({ ...place, path }), [...path, key]));
}

/** From the cursor outwards. */
function namesDeclaredAt(place: Place, paths: readonly string[]): string[] {
  const root = objectOf(place);
  const holders = place.path
    .map((_step, index) => at(root, place.path.slice(0, place.path.length - index)))
    .concat(root)
    .filter((node) => node?.type === 'map');
  return [...declaredNames(holders, paths).byName.keys()];
}

/** Names of all `volumes` and claim templates anywhere in the object. */
function volumeNames(root: Node | undefined): string[] {
  const volumes = valuesUnder(root, 'volumes').flatMap((list) =>
    items(list).map((item) => text(get(item, 'name'))),
  );
  const claims = valuesUnder(root, 'volumeClaimTemplates').flatMap((list) =>
    items(list).map(nameOf),
  );
  return unique([...volumes, ...claims]);
}

function containerNames(root: Node | undefined): string[] {
  return unique(
    ['containers', 'initContainers'].flatMap((field) =>
      valuesUnder(root, field).flatMap((list) =>
        items(list).map((item) => text(get(item, 'name'))),
      ),
    ),
  );
}

/** In the object's own namespace first. */
function resourceNames(place: Place, kind: string, group: string): string[] {
  const own = namespaceOf(objectOf(place));
  const near: string[] = [];
  const far: string[] = [];
  for (const node of objectsOf(place.session, kind)) {
    const name = nameOf(node);
    if (!name || groupOf(node) !== group) continue;
    const namespace = namespaceOf(node);
    (namespace === undefined || namespace === own ? near : far).push(name);
  }
  return unique([...near.sort(), ...far.sort()]);
}

/** Keys of a ConfigMap or Secret; of every one where none is named yet. */
function keysOf({ session }: Place, kind: 'ConfigMap' | 'Secret', name?: string): string[] {
  return [...objectsOf(session, kind)]
    .filter((node) => !name || nameOf(node) === name)
    .flatMap((node) => ['data', 'stringData', 'binaryData'].map((field) => get(node, field)))
    .flatMap((data) => entries(data).map((entry) => entry.key.source));
}

/** `volumes[].configMap.items[].key`: the volume's source names the object. */
function keysOfVolume(place: Place): string[] {
  const source = place.path.slice(0, place.path.lastIndexOf('items'));
  const node = at(objectOf(place), source);
  return source.at(-1) === 'secret'
    ? keysOf(place, 'Secret', text(get(node, 'secretName')) ?? text(get(node, 'name')))
    : keysOf(place, 'ConfigMap', text(get(node, 'name')));
}

function portNames(containers: Node | undefined): string[] {
  return unique(
    items(containers).flatMap((container) =>
      items(get(container, 'ports')).map((port) => text(get(port, 'name'))),
    ),
  );
}

/** Ports of the container that a probe or hook belongs to. */
function ownPorts(place: Place): string[] {
  const index = place.path.findLastIndex((step) => typeof step === 'number');
  const container = at(objectOf(place), place.path.slice(0, index + 1));
  return unique(items(get(container, 'ports')).map((port) => text(get(port, 'name'))));
}

/** Ports of the pods that a Service selects; of all pods where it selects none that is open. */
function selectedPorts(place: Place): string[] {
  const selector = [...labelsOf(at(objectOf(place), ['spec', 'selector']))];
  const pods = [...objectsOf(place.session, ...workloadKinds)].flatMap((node) => podOf(node) ?? []);
  const selected = pods.filter((pod) => {
    const labels = labelsOf(at(pod, ['metadata', 'labels']));
    return selector.length > 0 && selector.every(([key, value]) => labels.get(key) === value);
  });
  return (selected.length > 0 ? selected : pods).flatMap((pod) =>
    portNames(at(pod, ['spec', 'containers'])),
  );
}

/** Ports of the Service that an Ingress path leads to. */
function backendPorts(place: Place): string[] {
  const name = text(at(objectOf(place), [...place.path.slice(0, -1), 'name']));
  return [...objectsOf(place.session, 'Service')]
    .filter((node) => !name || nameOf(node) === name)
    .flatMap((node) => items(at(node, ['spec', 'ports'])).map((port) => text(get(port, 'name'))))
    .filter((port) => port !== undefined);
}

function unique(found: readonly (string | undefined)[]): string[] {
  return [...new Set(found.filter((name) => name !== undefined && name !== ''))] as string[];
}
