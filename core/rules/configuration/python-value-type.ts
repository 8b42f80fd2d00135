import type { ConfigKey } from '../../dictionaries/configKey.ts';
import type { Literal } from '../../embedded/configEntry.ts';
import type { KnownEntry } from '../../embedded/configText.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'python-value-type',
  severity: 'error',
  claims: 'advice',
  summary:
    'A value in the configuration of JupyterHub or Superset has another type than it is read as.',
  source: onPage(
    'JupyterHub',
    'https://jupyterhub.readthedocs.io/en/stable/reference/config-reference.html',
  ),
  on: { configs: ['jupyterhub', 'superset'] },
  check({ config }, report) {
    for (const entry of config?.entries ?? []) {
      const literal = literalOf(entry);
      const wanted = literal && wantedOf(entry, literal);
      if (wanted === undefined) continue;
      const isRefused = entry.dictionary.name === 'jupyterhub';
      const end = isRefused ? ', and JupyterHub does not start' : '';
      report(
        entry.valueSpan,
        `${entry.key} is ${wanted}, and this is a ${literal}${end}: write ${wanted}`,
        {
          severity: isRefused ? 'error' : 'warning',
        },
      );
    }
  },
};

/** Of values of a chart that are handed on with their types, too. */
function literalOf({ literal, node, dictionary }: KnownEntry): Literal | undefined {
  if (dictionary.name !== 'jupyterhub' || node?.value === undefined || node.value === null)
    return literal;
  if (typeof node.value === 'boolean') return 'boolean';
  if (typeof node.value === 'string') return /[${}]/.test(node.value) ? undefined : 'text';
  return Number.isInteger(node.value) ? 'whole number' : 'decimal number';
}

interface Type {
  readonly words: string;
  readonly takes: readonly Literal[];
  /** What a default of such a type looks like. A table may be wrong of a key whose default does not. */
  readonly initial: RegExp;
}

const types: Readonly<Record<string, Type>> = {
  boolean: { words: 'True or False', takes: ['boolean'], initial: /^(?:true|false)$/i },
  int: { words: 'a whole number', takes: ['whole number', 'boolean'], initial: /^(?:-?\d+|None)$/ },
  double: {
    words: 'a number',
    takes: ['whole number', 'decimal number', 'boolean'],
    initial: /^(?:-?\d+(?:\.\d+)?|None)$/,
  },
  map: { words: 'a dictionary', takes: [], initial: /^\{/ },
  list: { words: 'a list', takes: ['list', 'text'], initial: /^\[|^"set"$/ },
};

function wantedOf({ rows }: KnownEntry, literal: Literal): string | undefined {
  const wanted = rows.map((row) => typeOf(row));
  const [first] = wanted;
  return first && wanted.every((type) => type && !type.takes.includes(literal))
    ? first.words
    : undefined;
}

function typeOf({ type = '', default: initial = '' }: ConfigKey): Type | undefined {
  const known = Object.hasOwn(types, type) ? types[type] : undefined;
  return known?.initial.test(initial) ? known : undefined;
}
