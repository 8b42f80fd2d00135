/**
 * The schema of a chart's values for the version that is meant: what we have described, and beside it what the history of the
 * chart knows. Keys that the version has not are taken out, and kept as keys of other versions.
 */
import { own } from '../../../shared/own.ts';
import { withLazyParts } from '../../schema/lazily.ts';
import type { Draft, ElsewhereKey, TypeSchema } from '../../schema/schema.ts';
import type { ChartHistory } from './chartHistory.ts';
import type { HistoryKey, HistoryKeys } from './historyFile.ts';

/** Follows the references of what is described. */
type Resolve = (schema: TypeSchema) => TypeSchema;

/** What a mapping is made of, each made when it is looked at. */
type Parts = Parameters<typeof withLazyParts>[1];

/** Parts of the result are made when they are looked at. */
export function versionedSchema(
  described: TypeSchema,
  history: ChartHistory,
  resolve: Resolve,
): TypeSchema {
  return new Versioning(history, resolve).merged(described, { keys: history.keys }, []);
}

class Versioning {
  readonly #history: ChartHistory;
  readonly #resolve: Resolve;

  constructor(history: ChartHistory, resolve: Resolve) {
    this.#history = history;
    this.#resolve = resolve;
  }

  /** What is described wins; the types of Kubernetes have no history of ours. */
  merged(written: TypeSchema, key: HistoryKey, path: readonly string[]): TypeSchema {
    const marks = this.#marks(key);
    const { keys } = key;
    if (!keys && !key.open) return marks ? { ...written, ...marks } : written;
    const described = this.#resolve(written);
    const isForeign = described.provenance?.isKubernetes === true;
    if (isForeign || described.anyOf || described.oneOf)
      return { ...this.#withExtras(described, key, path), ...marks };
    const { properties, additionalProperties, items, $ref: _, ...rest } = described;
    const below = this.#below(key, path, { properties, additionalProperties });
    const itemKey = keys?.['[]'];
    const isList = items !== undefined && itemKey !== undefined;
    return withLazyParts(
      { ...rest, ...marks, ...(items && { items }) },
      {
        ...below,
        items: isList ? () => this.merged(items, itemKey, [...path, '[]']) : undefined,
      },
    );
  }

  /** A type of Kubernetes with the switches that a chart puts beside its fields. */
  #withExtras(
    described: TypeSchema,
    { keys = {} }: HistoryKey,
    path: readonly string[],
  ): TypeSchema {
    const { properties } = described;
    if (!properties) return described;
    const extras = Object.entries(keys).filter(
      ([name, key]) =>
        name !== '*' && name !== '[]' && !own(properties, name) && this.#history.has(key),
    );
    if (extras.length === 0) return described;
    const guessed = extras.map(
      ([name, key]) => [name, this.#guessed(key, [...path, name], false)] as const,
    );
    return { ...described, properties: { ...properties, ...Object.fromEntries(guessed) } };
  }

  /** What is told of a key: its versions, and that it goes while it is still read. */
  #marks(key: HistoryKey): Pick<TypeSchema, 'x-versions' | 'deprecated'> | undefined {
    const versions = this.#history.versionsOf(key);
    if (!versions) return undefined;
    return { 'x-versions': versions, ...(versions.moved && { deprecated: true }) };
  }

  /** What only the history knows. `isHandedOn`: as part of a mapping that the chart hands on as it is. */
  #guessed(key: HistoryKey, path: readonly string[], isHandedOn: boolean): TypeSchema {
    const schema: Draft<TypeSchema> = {
      'x-type-is-hint': true,
      ...(key.type && { type: key.type }),
      ...(key.default !== undefined && { default: key.default }),
      ...(key.description !== undefined && { description: key.description }),
      ...this.#marks(key),
    };
    const { keys } = key;
    if (!keys) return schema;
    const itemKey = keys['[]'];
    const isWhole = isHandedOn || this.#history.handsOn(key);
    return withLazyParts(schema, {
      ...this.#below(isWhole ? { ...key, open: true } : key, path, {}),
      items: itemKey && (() => this.#guessed(itemKey, [...path, '[]'], isWhole)),
    });
  }

  /** The parts of a mapping, each made when it is looked at. */
  #below(
    key: HistoryKey,
    path: readonly string[],
    { properties, additionalProperties }: Pick<TypeSchema, 'properties' | 'additionalProperties'>,
  ): Parts {
    const { '*': others, '[]': _, ...named } = key.keys ?? {};
    const isHandedOn = this.#history.handsOn(key);
    const hasOthers = isHandedOn || (others !== undefined && this.#history.has(others));
    const names = Object.keys(named);
    const isMapping = properties !== undefined || names.length > 0;
    const free = (): TypeSchema['additionalProperties'] => {
      if (typeof additionalProperties === 'object')
        return others
          ? this.merged(additionalProperties, others, [...path, '*'])
          : additionalProperties;
      if (isPassedOn) return false;
      if (hasOthers) return others?.keys ? this.#guessed(others, [...path, '*'], isHandedOn) : true;
      return additionalProperties ?? !isMapping;
    };
    const isPassedOn = hasOthers && isClosed(properties, additionalProperties);
    const isAway = (name: string): boolean => {
      const isOurs = this.#history.isDescribed && own(properties, name) !== undefined;
      return !isOurs && !this.#history.has(named[name] ?? {});
    };
    const away = names.filter(isAway);
    const parts = {
      properties: isMapping
        ? () => this.#properties(named, others, path, properties ?? {}, isHandedOn)
        : undefined,
      additionalProperties: free,
      'x-passes-unknown': isPassedOn ? () => true : undefined,
      'x-elsewhere': away.length > 0 ? () => this.#elsewhere(named, away, path) : undefined,
    };
    return parts;
  }

  #properties(
    keys: HistoryKeys,
    others: HistoryKey | undefined,
    path: readonly string[],
    described: Readonly<Record<string, TypeSchema>>,
    isHandedOn: boolean,
  ): Readonly<Record<string, TypeSchema>> {
    const properties = new Map<string, TypeSchema>();
    const known = new Map(Object.entries(keys));
    // Any key at the top is what a helper takes for the name of a part: nothing that holds for all of them.
    const each = (key: HistoryKey): HistoryKey => (path.length > 0 ? asOneOf(key, others) : key);
    for (const [name, schema] of Object.entries(described)) {
      const key = known.get(name);
      if (!key) properties.set(name, schema);
      else if (this.#history.has(key) || this.#history.isDescribed)
        properties.set(name, this.merged(schema, key, [...path, name]));
    }
    for (const [name, key] of known) {
      if (!properties.has(name) && this.#history.has(key))
        properties.set(name, this.#guessed(each(key), [...path, name], isHandedOn));
    }
    return Object.fromEntries(properties);
  }

  #elsewhere(
    keys: HistoryKeys,
    away: readonly string[],
    path: readonly string[],
  ): ReadonlyMap<string, ElsewhereKey> {
    return new Map(
      away.flatMap((name) => {
        const key = keys[name];
        const found = key && this.#history.elsewhere(key, [...path, name]);
        return found ? [[name, found] as const] : [];
      }),
    );
  }
}

/** A chart that goes through the keys of a mapping reads of each the same, whichever of them its defaults name. */
function asOneOf(key: HistoryKey, others: HistoryKey | undefined): HistoryKey {
  if (!key.keys || !others?.keys) return key;
  const isAlike = Object.keys(others.keys).some((name) => name === '*' || own(key.keys, name));
  return isAlike ? { ...key, keys: { ...others.keys, ...key.keys } } : key;
}

/** We have described what there is, and allow nothing else. */
function isClosed(
  properties: TypeSchema['properties'],
  additionalProperties: TypeSchema['additionalProperties'],
): boolean {
  return Object.keys(properties ?? {}).length > 0 && !additionalProperties;
}
