// The defaults of a Helm chart as facts: keys and values of its values.yaml, without the words beside them.

import type { ChartFacts } from './facts.ts';

export interface ChartMeta {
  readonly name: string;
  readonly version: string;
}

export function chartFacts({ name, version }: ChartMeta, values: object): ChartFacts {
  return { name, version, values: withoutTexts(values) as ChartFacts['values'] };
}

/** Longer texts are programs and files of configuration, not facts. */
const longestText = 120;

/** That there is a text is a fact; what a long one says is its author's work. */
function withoutTexts(value: unknown): unknown {
  if (typeof value === 'string')
    return value.includes('\n') || value.length > longestText ? '(text)' : value;
  if (Array.isArray(value)) return value.map(withoutTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutTexts(each)]));
}
