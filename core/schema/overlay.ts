/**
 * Lays the bundled schema over the schema in force: that one decides the shape (fields, types, what is required),
 * the bundled one adds words, references, formats, and the types by which rules find their values. One level at a time:
 * fields below are laid over each other when somebody looks at them.
 */
import { own } from '../../shared/own.ts';
import { limitKeywords, type Draft, type TypeSchema, type SchemaType } from './schema.ts';
import { childOf } from './typedSchema.ts';
import { typesOf as typesIn } from './types.ts';

/** What lies over a schema. */
export interface Overlay {
  readonly schema: TypeSchema;
  /** Inside of a built-in type: its limits hold when the operator makes an object of it. */
  readonly inCore: boolean;
  /** The value is passed on unread: nothing of the shape in force is known. */
  readonly isOpaque: boolean;
}

export interface Overlaying {
  /** The kind is built in: what the types do not say, the server checks all the same. */
  readonly isBuiltIn: boolean;
  /** The shape is that of some release: what ours does not ask for, another release does not either. */
  readonly isOfSomeRelease: boolean;
  /** A webhook of the project refuses at once what the bundled schema says, but for what it embeds. */
  readonly hasWebhook: boolean;
  /** Fields of built-in types that an operator fills in, as `core.v1/Container.image`. */
  readonly fillsIn: readonly string[];
  /** Lays it over the shape: it is done when that is resolved. */
  readonly lay: (shape: TypeSchema, overlay: Overlay) => TypeSchema;
}

/** Both resolved. The shape itself where the two are about different things. */
export function overlaid(shape: TypeSchema, overlay: Overlay, how: Overlaying): TypeSchema {
  const { schema: extra } = overlay;
  if (overlay.isOpaque || isOpaque(shape)) return opaque(shape, overlay, how);
  if (!isCompatible(shape, extra)) return shape;
  const { provenance } = extra;
  const inCore = provenance?.isKubernetes ?? overlay.inCore;
  const inner: Overlay = { ...overlay, inCore };
  return {
    ...shape,
    ...(provenance && { provenance }),
    ...annotations(shape, extra),
    ...values(shape, extra, inCore, how),
    ...requirements(shape, extra, inCore, how),
    ...below(shape, extra, inner, how),
  };
}

const plain = ['description', 'title', 'deprecated', 'examples'] as const;
/** Annotations of ours that say more than words: they are weighed elsewhere, or are the shape's alone. */
const weighed = /^x-(kubernetes-.*|list-keys|asked-later|unchecked|enforced|added|keeps-unknown)$/;

function annotations(shape: TypeSchema, extra: TypeSchema): TypeSchema {
  const ours = Object.entries(extra).filter(([key]) => key.startsWith('x-') && !weighed.test(key));
  const words = plain.flatMap((key) => (extra[key] === undefined ? [] : [[key, extra[key]]]));
  const format = shape.format ?? extra.format;
  const value = shape.default ?? extra.default;
  return {
    ...(Object.fromEntries([...words, ...ours]) as TypeSchema),
    ...(format !== undefined && { format }),
    ...(value !== undefined && { default: value }),
    ...(value !== undefined && shape.default === undefined && { 'x-default-is-ours': true }),
  };
}

const limits = [...limitKeywords, 'pattern'] as const;

/**
 * Values and limits that the shape does not speak of, or speaks of more loosely. Where it has an expression, that one is
 * most probably what the bundled schema says in plain words; otherwise the server does not check them.
 */
function values(
  shape: TypeSchema,
  extra: TypeSchema,
  inCore: boolean,
  how: Overlaying,
): TypeSchema {
  const isRefused = isRefusedAtOnce(how, inCore);
  const isCertain = isRefused || shape['x-kubernetes-validations'] !== undefined;
  const hasOwn = limits.some((key) => isOwn(shape, key));
  const tighter = isRefused || !hasOwn ? tighterLimits(shape, extra) : {};
  const keys = shape['x-list-keys'] === undefined ? extra['x-list-keys'] : undefined;
  const hasChoice = choices.some((key) => shape[key] !== undefined);
  const added: TypeSchema = {
    ...tighter,
    ...(keys && { 'x-list-keys': keys }),
    ...(!hasChoice && pick(extra, choices)),
  };
  // Whether two items are the same, only the server itself looks: a pod is refused for it later.
  const unsure = Object.keys(added).filter(
    (key) => !isCertain || (key === 'x-list-keys' && !how.isBuiltIn),
  );
  return {
    ...allowedValues(shape, extra, isCertain),
    ...added,
    ...(unsure.length > 0 && { 'x-added': unsure }),
  };
}

/** Whether more than the shape in force is refused at once. */
function isRefusedAtOnce({ isBuiltIn, hasWebhook }: Overlaying, inCore: boolean): boolean {
  return isBuiltIn || (hasWebhook && !inCore);
}

const choices = ['oneOf', 'anyOf', 'not'] as const;

function pick(schema: TypeSchema, keys: readonly (keyof TypeSchema)[]): TypeSchema {
  const found = keys.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]);
  return Object.fromEntries(found) as TypeSchema;
}

function allowedValues(shape: TypeSchema, extra: TypeSchema, isCertain: boolean): TypeSchema {
  const { enum: ours } = shape;
  const { enum: theirs } = extra;
  if (ours) {
    // The order in which people think of them.
    const known = theirs?.filter((value) => ours.includes(value)) ?? [];
    return theirs ? { enum: [...known, ...ours.filter((value) => !known.includes(value))] } : {};
  }
  const isConvention = extra['x-unchecked'] === true || (theirs !== undefined && !isCertain);
  return { ...(theirs && { enum: theirs }), ...(isConvention && { 'x-unchecked': true }) };
}

/** A limit that is not just the range of the type. */
function isOwn(shape: TypeSchema, key: (typeof limits)[number]): boolean {
  const value = shape[key];
  return value !== undefined && value !== -(2 ** 31) && value !== 2 ** 31 - 1;
}

function tighterLimits(shape: TypeSchema, extra: TypeSchema): TypeSchema {
  const tighter: Record<string, unknown> = {};
  for (const key of limits) {
    const limit = shape[key];
    const theirs = extra[key];
    if (theirs === undefined || theirs === limit) continue;
    const isTighter = key.startsWith('min')
      ? Number(theirs) > Number(limit)
      : Number(theirs) < Number(limit);
    if (limit === undefined || isTighter) tighter[key] = theirs;
  }
  return tighter;
}

/** A built-in type asks for more than its published schema: at once in a built-in kind, later elsewhere. */
function requirements(
  shape: TypeSchema,
  extra: TypeSchema,
  inCore: boolean,
  how: Overlaying,
): TypeSchema {
  const { isBuiltIn, isOfSomeRelease } = how;
  const theirs = extra.required ?? [];
  const isAsked = (name: string): boolean =>
    inCore || !isOfSomeRelease || theirs.includes(name) || !own(extra.properties, name);
  const asked = (shape.required ?? []).filter(isAsked);
  const isMeant = inCore || isBuiltIn || isOfSomeRelease;
  const isFilledIn = (name: string): boolean =>
    how.fillsIn.includes(`${extra.provenance?.type ?? ''}.${name}`);
  const isLater = (name: string): boolean =>
    isMeant && !asked.includes(name) && !isFilledIn(name) && childOf(shape, name) !== undefined;
  const later = theirs.filter(isLater);
  // Where it names forms to choose from, each of them may ask for the same.
  const isAskedLater =
    !isRefusedAtOnce(how, inCore) && !choices.some((key) => shape[key] !== undefined);
  return {
    ...((shape.required !== undefined || later.length > 0) && { required: [...asked, ...later] }),
    ...(later.length > 0 && isAskedLater && { 'x-asked-later': later }),
  };
}

function below(
  shape: TypeSchema,
  extra: TypeSchema,
  overlay: Overlay,
  { lay }: Overlaying,
): TypeSchema {
  const result: Draft<TypeSchema> = {};
  const { additionalProperties: free } = shape;
  const keepsAll = free === true || isOpaque(shape);
  const named = shape.properties ?? {};
  // In the order in which people think of them. Of a mapping with free keys, those that are worth offering.
  const known = Object.keys(extra.properties ?? {}).filter(
    (name) => keepsAll || typeof free === 'object' || Object.hasOwn(named, name),
  );
  const names = new Set([...known, ...Object.keys(named)]);
  if (names.size > 0) {
    const laid = (name: string): TypeSchema => {
      const child = childOf(extra, name);
      const written = childOf(shape, name);
      if (!child) return written ?? {};
      return lay(written ?? {}, { ...overlay, schema: child, isOpaque: !written });
    };
    result.properties = Object.fromEntries([...names].map((name) => [name, laid(name)]));
  }
  if (keepsAll && extra.additionalProperties === false) {
    result.additionalProperties = false;
    result['x-keeps-unknown'] = true;
  }
  if (typeof free === 'object' && typeof extra.additionalProperties === 'object') {
    result.additionalProperties = lay(free, { ...overlay, schema: extra.additionalProperties });
  }
  if (shape.items && extra.items)
    result.items = lay(shape.items, { ...overlay, schema: extra.items });
  return result;
}

/** What the server does not read keeps the bundled type; what is wrong in it shows later, and is a warning. */
function opaque(shape: TypeSchema, overlay: Overlay, { lay }: Overlaying): TypeSchema {
  const { schema: extra } = overlay;
  if (!isCompatible(shape, extra)) return shape;
  const deeper = (schema: TypeSchema): TypeSchema =>
    lay({}, { ...overlay, schema, isOpaque: true });
  const { properties, additionalProperties: free } = extra;
  return {
    ...extra,
    ...(!properties && { 'x-unchecked': true }),
    ...(properties && { 'x-kubernetes-preserve-unknown-fields': true }),
    ...(!properties && typeof free === 'object' && { additionalProperties: deeper(free) }),
    ...(extra.items && { items: deeper(extra.items) }),
  };
}

function isOpaque(schema: TypeSchema): boolean {
  return (
    schema['x-kubernetes-preserve-unknown-fields'] === true &&
    !schema.properties &&
    !schema.items &&
    schema.additionalProperties === undefined
  );
}

function isCompatible(a: TypeSchema, b: TypeSchema): boolean {
  const ours = typesOf(a);
  const theirs = typesOf(b);
  return ours.length === 0 || theirs.length === 0 || ours.some((type) => theirs.includes(type));
}

/** A schema with fields is one of mappings, whether or not it says so. */
function typesOf(schema: TypeSchema): readonly SchemaType[] {
  const types = typesIn(schema);
  return types.length === 0 && schema.properties ? ['object'] : types;
}
