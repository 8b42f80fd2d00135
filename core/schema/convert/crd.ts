/** CustomResourceDefinitions, in today's form and the old one (v1beta1): which kinds they make, and their schemas. */
import { isListKind } from '../../model/typeMeta.ts';
import type { KindEntry, TypeSchema, SchemaOrigin } from '../schema.ts';
import { convertSchema, type ConvertOptions } from './convertSchema.ts';
import { listAt, recordAt, textAt, textsAt } from './values.ts';
import { isRecord, type Fields } from '../../../shared/json.ts';

/** What a CRD says beside its schemas. */
export interface CrdHead {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  /** Those that are served. */
  readonly versions: readonly string[];
}

export function isCrd(value: unknown): value is Fields {
  return (
    textAt(value, 'kind') === 'CustomResourceDefinition' &&
    (textAt(value, 'apiVersion') ?? '').startsWith('apiextensions.k8s.io/')
  );
}

/** The CRDs that a document holds: itself, or items of a list. */
export function crdsIn(value: unknown): Fields[] {
  if (isCrd(value)) return [value];
  return isListKind(textAt(value, 'kind')) ? listAt(value, 'items').filter(isCrd) : [];
}

/** Undefined while it does not say group, kind and a version. */
export function crdHead(crd: unknown): CrdHead | undefined {
  const spec = recordAt(crd, 'spec');
  const names = recordAt(spec, 'names');
  const group = textAt(spec, 'group');
  const kind = textAt(names, 'kind');
  const versions = versionsOf(spec)
    .filter(({ served }) => served !== false)
    .flatMap((version) => textAt(version, 'name') ?? []);
  if (group === undefined || kind === undefined || versions.length === 0) return undefined;
  return {
    group,
    kind,
    plural: textAt(names, 'plural') ?? `${kind.toLowerCase()}s`,
    shortNames: textsAt(names, 'shortNames'),
    namespaced: spec.scope !== 'Cluster',
    versions,
  };
}

/** v1beta1 may name a single version, and no list. */
function versionsOf(spec: Fields): readonly Fields[] {
  const list = listAt(spec, 'versions').filter(isRecord);
  const single = textAt(spec, 'version');
  return list.length > 0 || single === undefined ? list : [{ name: single, served: true }];
}

/** One entry for each served version. */
export function crdKinds(head: CrdHead, origin: SchemaOrigin): KindEntry[] {
  const { group, kind, plural, shortNames, namespaced } = head;
  return head.versions.map((version) => ({
    group,
    version,
    kind,
    plural,
    namespaced,
    bundle: origin.id,
    definition: kind,
    source: origin.label,
    sourceVersion: '',
    ...(shortNames.length > 0 && { shortNames: [...shortNames] }),
    origin,
  }));
}

/** The schema of one version. A version without one is a known kind whose fields are not checked. */
export function crdSchema(crd: unknown, version: string): TypeSchema {
  const spec = recordAt(crd, 'spec');
  const own = recordAt(
    versionsOf(spec).find((each) => each.name === version),
    'schema',
  ).openAPIV3Schema;
  const raw = isRecord(own) ? own : recordAt(spec, 'validation').openAPIV3Schema;
  const isOld = textAt(crd, 'apiVersion') === 'apiextensions.k8s.io/v1beta1';
  const keepsAll = isOld
    ? spec.preserveUnknownFields !== false
    : spec.preserveUnknownFields === true;
  const options: ConvertOptions = {
    unnamedFields: keepsAll ? 'doubted' : 'closed',
    bareObject: keepsAll ? 'open' : 'closed',
    isEnforced: true,
    ref: () => undefined,
  };
  return asObject(isRecord(raw) ? convertSchema(raw, options) : openObject);
}

const openObject: TypeSchema = { type: 'object', additionalProperties: true };

/** What every object has, whatever a schema says of it. */
export function asObject(root: TypeSchema): TypeSchema {
  const isUnsaid = root.properties === undefined || Object.keys(root.properties).length === 0;
  const { required, properties, ...rest } = root;
  const asked = (required ?? []).filter((name) => name !== 'apiVersion' && name !== 'kind');
  const status = properties?.status;
  const isOpaque = root['x-kubernetes-preserve-unknown-fields'] === true;
  delete rest['x-kubernetes-preserve-unknown-fields'];
  return {
    ...rest,
    type: 'object',
    ...((isOpaque || isUnsaid) && root.additionalProperties !== false && openFields),
    properties: {
      ...properties,
      apiVersion: {
        type: 'string',
        description: 'API group and version, the first half of what a manifest is.',
      },
      kind: { type: 'string', description: 'Type of the object, the other half.' },
      metadata: { $ref: 'io.k8s.apimachinery.pkg.apis.meta.v1#/ObjectMeta' },
      ...(status && { status: { ...status, 'x-read-only': true } }),
    },
    ...(asked.length > 0 && { required: asked }),
  };
}

const openFields: TypeSchema = { additionalProperties: true };
