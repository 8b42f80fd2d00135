// One schema of a CRD, an OpenAPI document or a JSON Schema as facts. Every keyword must be known as one or the other:
// prose never slips in, and no fact is lost unseen.

import type { FactSchema } from './facts.ts';

/** Written in this order, so that equal schemas are equal texts. */
const facts = [
  ...['$ref', 'type', 'format', 'nullable', 'const', 'enum', 'default', 'pattern', 'multipleOf'],
  ...['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties', 'required'],
  ...['x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields'],
  ...['x-kubernetes-embedded-resource', 'x-kubernetes-map-type', 'x-kubernetes-list-type'],
  ...['x-kubernetes-list-map-keys', 'x-kubernetes-group-version-kind'],
];
const lists = ['anyOf', 'oneOf', 'allOf'];
const prose = [
  ...['description', 'title', 'example', 'examples', 'externalDocs', '$comment'],
  // How kubectl patches; a server-side apply does not ask.
  ...['x-kubernetes-patch-strategy', 'x-kubernetes-patch-merge-key', 'x-kubernetes-unions'],
];
const handled = ['properties', 'items', 'additionalProperties', 'not', 'x-kubernetes-validations'];
const known = new Set([...facts, ...lists, ...prose, ...handled]);

type Source = Readonly<Record<string, unknown>>;

/** The facts of a schema; fields in alphabetical order. `of` adds what a caller reads from the schema with its prose. */
export function schemaFacts(
  source: Source,
  of: (source: Source) => object = () => ({}),
): FactSchema {
  const strange = Object.keys(source).filter((keyword) => !known.has(keyword));
  if (strange.length > 0)
    throw new Error(`Is it a fact or prose? schemaFacts.ts does not know ${strange.join(', ')}`);
  const within = (schema: unknown): FactSchema => schemaFacts(schema as Source, of);
  const { properties, items, additionalProperties: values, not } = source;
  const rules = source['x-kubernetes-validations'] as Rule[] | undefined;
  return {
    ...own(source),
    ...of(source),
    ...(rules && { 'x-kubernetes-validations': rules.map(ruleFacts) }),
    ...listsOf(source, within),
    ...(not !== undefined && { not: within(not) }),
    ...(properties !== undefined && { properties: fieldsOf(properties as object, within) }),
    ...(items !== undefined && { items: within(items) }),
    ...(values !== undefined && {
      additionalProperties: typeof values === 'boolean' ? values : within(values),
    }),
  };
}

function own(source: Source): FactSchema {
  const present = facts.filter((keyword) => source[keyword] !== undefined);
  return Object.fromEntries(present.map((keyword) => [keyword, source[keyword]]));
}

function listsOf(source: Source, within: (schema: unknown) => FactSchema): FactSchema {
  const present = lists.filter((keyword) => source[keyword] !== undefined);
  return Object.fromEntries(
    present.map((keyword) => [keyword, (source[keyword] as unknown[]).map(within)]),
  );
}

function fieldsOf(
  properties: object,
  within: (schema: unknown) => FactSchema,
): Record<string, FactSchema> {
  const sorted = Object.entries(properties).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, field]) => [name, within(field)]));
}

interface Rule {
  readonly rule: string;
  readonly reason?: string;
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}

/** A rule in CEL without its message. */
function ruleFacts({ rule, reason, fieldPath, optionalOldSelf }: Rule): Rule {
  return {
    rule: rule.trim(),
    ...(reason !== undefined && { reason }),
    ...(fieldPath !== undefined && { fieldPath }),
    ...(optionalOldSelf !== undefined && { optionalOldSelf }),
  };
}
