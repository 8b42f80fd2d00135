// One level of a CRD's schema in the words of our own definitions.

import {
  limitKeywords,
  type Limits,
  type RawSchema,
  type SchemaType,
} from '../../core/schema/schema.ts';

/** `openAPIV3Schema` of a CRD and what is below it, as far as an import reads it. */
export interface CrdSchema extends Limits {
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly enum?: RawSchema['enum'];
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly items?: CrdSchema;
  readonly additionalProperties?: CrdSchema | boolean;
  readonly properties?: Readonly<Record<string, CrdSchema>>;
  readonly pattern?: string;
  readonly anyOf?: RawSchema[];
  readonly oneOf?: RawSchema[];
  readonly allOf?: RawSchema[];
  readonly not?: RawSchema;
  readonly nullable?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: string[];
}

/** Everything that the schema itself says; what is below it is added by the caller. */
export function ownOfCrd(source: CrdSchema): RawSchema {
  const own: RawSchema = {};
  if (isQuantity(source)) return { format: 'quantity' };
  if (source['x-kubernetes-int-or-string']) {
    own['x-kubernetes-int-or-string'] = true;
    own.type = ['integer', 'string'];
  } else {
    if (source.type) own.type = source.type as SchemaType;
    for (const keyword of ['anyOf', 'oneOf', 'allOf', 'not'] as const) {
      if (source[keyword]) Object.assign(own, { [keyword]: source[keyword] });
    }
  }
  const values = source.enum?.filter((value) => value !== null);
  if (values?.length) own.enum = values;
  if (source.default !== undefined && !isEmpty(source.default)) own.default = source.default;
  if (source.required?.length) own.required = [...source.required];
  if (source.pattern) own.pattern = source.pattern;
  for (const keyword of limitKeywords)
    if (source[keyword] !== undefined) own[keyword] = source[keyword];
  if (source.format === 'date-time') own.format = 'rfc3339';
  if (source['x-kubernetes-preserve-unknown-fields'])
    own['x-kubernetes-preserve-unknown-fields'] = true;
  if (source['x-kubernetes-list-map-keys'])
    own['x-list-keys'] = source['x-kubernetes-list-map-keys'];
  else if (source['x-kubernetes-list-type'] === 'set') own['x-list-keys'] = [];
  return own;
}

/** The pattern that controller-gen writes for `resource.Quantity`. */
export function isQuantity(source: CrdSchema): boolean {
  return source.pattern?.startsWith('^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))') === true;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
