/** Names that a field may take: of the same object, or of objects that are known. */
import { own } from '../../../shared/own.ts';
import type { KindName } from '../../graph/facts.ts';
import { hostOf } from '../../graph/meshHosts.ts';
import { usualKind } from '../../graph/namedFields.ts';
import { hostKind, partFields } from '../../graph/parts.ts';
import { kindNamedBy, mayNameAKind, textsOf } from '../../graph/references.ts';
import { declaredNames } from '../../yaml/declaredNames.ts';
import { at, get, text, type Node, type Path } from '../../yaml/node.ts';
import type { TypeSchema } from '../../schema/schema.ts';
import { schemaAt, propertyOf } from '../../schema/typedSchema.ts';
import { containerNames, namesIn, unique, volumeNames } from './declared.ts';
import {
  addressesOfServices,
  keysOf,
  namesOfKind,
  partsOf,
  portsOfPods,
  portsOfService,
} from './known.ts';
import { objectOf, type Place } from './place.ts';

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
  if (reference?.address) return addressesOfServices(place);
  const kind = kindMeant(place, holder, key, schema);
  if (kind) return namesOfKind(place, kind, namespaceBeside(place, kind));
  if (key === 'key') return keysOfNamed(place, holder);
  const parts = partsOfNamed(place, key);
  if (parts.length > 0) return parts;
  const find = own(byField, `${holder.provenance?.type ?? ''}.${key}`);
  return find ? find(place) : [];
}

const byField: Readonly<Record<string, (place: Place) => string[]>> = {
  'core.v1/ServicePort.targetPort': (place) =>
    portsOfPods(place, textsOf(at(objectOf(place), ['spec', 'selector']))),
  'core.v1/HTTPGetAction.port': ownPorts,
  'core.v1/TCPSocketAction.port': ownPorts,
  'networking.k8s.io.v1/ServiceBackendPort.name': backendPorts,
  'networking.v1/ServiceBackendPort.name': backendPorts,
};

/** From the cursor outwards. */
function namesDeclaredAt(place: Place, paths: readonly string[]): string[] {
  const root = objectOf(place);
  const holders = place.path
    .map((_step, index) => at(root, place.path.slice(0, place.path.length - index)))
    .concat(root)
    .filter((node) => node?.type === 'map');
  return [...declaredNames(holders, paths).byName.keys()];
}

/** The kind whose names fit: by the annotation of the field or of its mapping, or as the mapping says beside the name. */
function kindMeant(
  place: Place,
  holder: TypeSchema,
  key: string,
  schema: TypeSchema,
): KindName | undefined {
  const annotated = schema['x-ref'] ?? (key === 'name' ? holder['x-ref'] : undefined);
  if (annotated?.kind !== undefined) return { group: annotated.group ?? '', kind: annotated.kind };
  if (key === 'host' && place.typed.entry?.group === hostKind.group)
    return { group: '', kind: 'Service' };
  if (key !== 'name' || !mayNameAKind(fieldOf(place.path))) return undefined;
  return kindBeside(place);
}

/** The kind that the mapping of the cursor names. */
function kindBeside(place: Place): KindName | undefined {
  const group = place.typed.entry?.group ?? '';
  const mapping = mappingAt(place);
  const usual = mapping && usualKind(group, fieldOf(place.path) ?? '', mapping);
  return kindNamedBy(mapping, group, usual);
}

/** Parts of what the mapping names: its templates, its listeners, the subsets of its host. */
function partsOfNamed(place: Place, key: string): string[] {
  const mapping = mappingAt(place);
  const host = partFields(hostKind).includes(key) ? hostAt(place) : undefined;
  if (host) return partsOf(place, key, hostKind, host);
  if (!mayNameAKind(fieldOf(place.path))) return [];
  const kind = kindBeside(place);
  const name = text(get(mapping, 'name'));
  if (!kind || name === undefined || !partFields(kind).includes(key)) return [];
  const namespace = text(get(mapping, 'namespace'));
  return partsOf(place, key, kind, { name, ...(namespace !== undefined && { namespace }) });
}

/** The host of Istio that a route leads to. */
function hostAt(place: Place) {
  return place.typed.entry?.group === hostKind.group
    ? hostOf(get(mappingAt(place), 'host'))
    : undefined;
}

/** The field that holds a mapping, or the list of it. */
function fieldOf(path: Path): string | undefined {
  return path.findLast((step) => typeof step === 'string');
}

function mappingAt(place: Place, path: Path = place.path): Node | undefined {
  return at(objectOf(place), path);
}

/** Written beside the name. */
function namespaceBeside(place: Place, { kind }: KindName): string | undefined {
  const holder = place.path.length > 0 && kind !== 'Namespace' ? mappingAt(place) : undefined;
  return text(get(holder, 'namespace'));
}

/** Keys of what the mapping names, or, in the list `items` of a volume, the mapping around it. */
function keysOfNamed(place: Place, holder: TypeSchema): string[] {
  const { typed, path } = place;
  const isProjection = path.at(-2) === 'items' && typeof path.at(-1) === 'number';
  const around = isProjection ? path.slice(0, -2) : path;
  const schema = isProjection ? schemaAt(typed, around) : holder;
  const mapping = mappingAt(place, around);
  if (!schema) return [];
  const named = fieldThatNames(place, schema);
  const kind =
    named?.kind ?? (mayNameAKind(fieldOf(around)) ? kindNamedBy(mapping, '') : undefined);
  if (kind?.group !== '' || !withKeys.has(kind.kind)) return [];
  const name = text(get(mapping, named?.field ?? 'name'));
  const namespace = text(get(mapping, 'namespace'));
  return keysOf(place, kind, {
    ...(name !== undefined && name !== '' && { name }),
    ...(namespace !== undefined && { namespace }),
  });
}

const withKeys: ReadonlySet<string> = new Set(['ConfigMap', 'Secret']);

/** The field of a mapping that names a ConfigMap or a Secret. */
function fieldThatNames(
  { typed }: Place,
  schema: TypeSchema,
): { readonly field: string; readonly kind: KindName } | undefined {
  const kindOf = (of: TypeSchema | undefined): KindName | undefined => {
    const { kind, group = '' } = of?.['x-ref'] ?? {};
    return kind !== undefined && withKeys.has(kind) ? { group, kind } : undefined;
  };
  const ofMapping = kindOf(schema);
  if (ofMapping) return { field: 'name', kind: ofMapping };
  for (const field in schema.properties) {
    const kind = kindOf(propertyOf(typed, schema, field));
    if (kind) return { field, kind };
  }
  return undefined;
}

/** Ports of the container that a probe or hook belongs to. */
function ownPorts(place: Place): string[] {
  const index = place.path.findLastIndex((step) => typeof step === 'number');
  return namesIn(get(mappingAt(place, place.path.slice(0, index + 1)), 'ports'));
}

/** Ports of the Service that an Ingress path leads to. */
function backendPorts(place: Place): string[] {
  const [name] = unique([text(get(mappingAt(place, place.path.slice(0, -1)), 'name'))]);
  return portsOfService(place, name);
}
