/**
 * What the walk and those that look at every value ask of a schema, read once for each. Schemas come from many files and
 * hardly two have the same fields in the same order, which makes each look at one slow; traits all look alike.
 */
import type { ChartInForce, SchemaType, TypeSchema } from './schema.ts';
import { typesOf } from './types.ts';

export interface Traits {
  /** Definition that it comes from, e.g. `core.v1/PodSpec`. */
  readonly definition: string | undefined;
  /** Whether Kubernetes itself defines it; undefined where nobody says. */
  readonly isKubernetes: boolean | undefined;
  readonly chart: ChartInForce | undefined;
  /** Any type where there are none. */
  readonly types: readonly SchemaType[];
  readonly properties: TypeSchema['properties'];
  /** Of keys that it does not name. */
  readonly ofFreeKeys: TypeSchema | undefined;
  readonly hasPatterns: boolean;
  readonly isOpen: boolean;
  readonly isEmbedded: boolean;
  readonly isReadOnly: boolean;
  readonly isUnchecked: boolean;
  readonly keepsUnknown: boolean;
  /** Further schemas hold for the same value, or some of them. */
  readonly hasParts: boolean;
  readonly hasConditions: boolean;
  /** The field is not of every release, or not on by default. */
  readonly isOfReleases: boolean;
  readonly hasFormat: boolean;
  readonly like: string | undefined;
  readonly hasConfig: boolean;
  readonly isTypeHint: boolean;
}

const known = new WeakMap<TypeSchema, Traits>();

/** Of a resolved schema. */
export function traitsOf(schema: TypeSchema): Traits {
  const before = known.get(schema);
  if (before) return before;
  const traits = readTraits(schema);
  known.set(schema, traits);
  return traits;
}

function readTraits(schema: TypeSchema): Traits {
  const { provenance, properties, additionalProperties } = schema;
  return {
    definition: provenance?.type,
    isKubernetes: provenance?.isKubernetes,
    chart: schema['x-chart'],
    types: typesOf(schema),
    properties,
    ofFreeKeys: typeof additionalProperties === 'object' ? additionalProperties : undefined,
    hasPatterns: schema.patternProperties !== undefined,
    isOpen: isOpen(schema),
    isEmbedded: schema['x-kubernetes-embedded-resource'] === true,
    isReadOnly: schema['x-read-only'] === true,
    isUnchecked: schema['x-unchecked'] === true,
    keepsUnknown: schema['x-kubernetes-preserve-unknown-fields'] === true,
    hasParts: (schema.allOf ?? schema.anyOf ?? schema.oneOf) !== undefined,
    hasConditions: schema['x-kubernetes-validations'] !== undefined,
    isOfReleases: (schema['x-since'] ?? schema['x-feature']) !== undefined,
    hasFormat: (schema.format ?? schema['x-key-format']) !== undefined,
    like: schema['x-like'],
    hasConfig: schema['x-config'] !== undefined,
    isTypeHint: schema['x-type-is-hint'] === true,
  };
}

function isOpen(schema: TypeSchema): boolean {
  if (schema['x-kubernetes-preserve-unknown-fields']) return true;
  if (schema.additionalProperties === undefined) return schema.properties === undefined;
  return schema.additionalProperties !== false;
}
