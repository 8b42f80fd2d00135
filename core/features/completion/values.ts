/** Values that a field may take: from its schema, or names that are declared elsewhere. */
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver-types';
import { isSecretName } from '../../../shared/secretNames.ts';
import type { TypeSchema } from '../../schema/schema.ts';
import { itemsOf } from '../../schema/typedSchema.ts';
import { labelSuggestions } from './labels.ts';
import { names } from './names.ts';
import { offered } from './offered.ts';
import { documentationOf, plainEdit, writtenValue, type Place } from './place.ts';

/** Items behind a key, or for an item of a list (`key` is empty). `holder` is the mapping that has the key. */
export function valueItems(
  place: Place,
  holder: TypeSchema,
  schema: TypeSchema,
  key: string,
): CompletionItem[] {
  const { typed, cursor } = place;
  const isList = schema.type === 'array';
  const single = isList ? (itemsOf(typed, schema) ?? {}) : schema;
  const values = offered(valuesOf(place, holder, key, single), cursor.word);
  const documented = key === '' || place.isLazy ? {} : documentationOf(place, holder, schema);
  return values.map((value, index): CompletionItem => {
    const text = writtenValue(cursor, value, single);
    const isDefault = value === String(schema.default);
    return {
      label: value,
      kind: single.enum ? CompletionItemKind.EnumMember : CompletionItemKind.Value,
      sortText: `${isDefault ? 0 : 1} ${String(index).padStart(3, '0')}`,
      ...(isDefault && { detail: 'default' }),
      ...documented,
      ...plainEdit(place, isList && key !== '' ? `[${text}]` : text, value),
    };
  });
}

/** Values in the order in which they are offered; the default leads by its sort text. */
export function valuesOf(
  place: Place,
  holder: TypeSchema,
  key: string,
  schema: TypeSchema,
): readonly string[] {
  if (key === 'restartPolicy' && holder.provenance?.type === 'core.v1/PodSpec')
    return restartPolicies(place, schema);
  if (schema.enum) return schema.enum.map(String);
  if (schema.type === 'boolean') return ['true', 'false'];
  const declared = names(place, holder, key, schema);
  if (declared.length > 0) return declared;
  if (typeof holder.additionalProperties === 'object' && key !== '') {
    const labels = labelSuggestions(place).get(key);
    if (labels) return labels;
  }
  if (schema['x-secret'] || isSecretName(key)) return [];
  const examples = schema.examples ?? [schema.default];
  return examples.filter(isScalarValue).map(String);
}

/** A pod that a controller makes may not restart in every way that a Pod may. */
function restartPolicies({ typed, path }: Place, schema: TypeSchema): string[] {
  const kind = typed.entry?.kind ?? '';
  const all = (schema.enum ?? []).map(String);
  if (!path.includes('template')) return all;
  const runsOnce = kind === 'Job' || kind === 'CronJob';
  return all.filter((policy) => (policy !== 'Always') === runsOnce);
}

function isScalarValue(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
