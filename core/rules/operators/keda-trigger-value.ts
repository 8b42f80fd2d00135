import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { at, entries, get, text } from '../../yaml/node.ts';
import { list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { fieldsOfTrigger, numbersByTrigger, type TriggerField } from './kedaTriggers.ts';

export const rule: Rule = {
  code: 'keda-trigger-value',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  summary: 'A field of a trigger of KEDA holds what its scaler cannot read.',
  source: onPage('KEDA', 'https://keda.sh/docs/latest/scalers/'),
  on: { kinds: ['keda.sh/ScaledObject', 'keda.sh/ScaledJob'] },
  check({ ctx: { root } }, report) {
    for (const trigger of list(at(root, ['spec', 'triggers']))) {
      const type = text(get(trigger, 'type'));
      const fields = type === undefined ? undefined : fieldsOfTrigger(type);
      if (!fields || type === undefined) continue;
      for (const { key, value } of entries(get(trigger, 'metadata'))) {
        const field = fields.get(key.source);
        const written = text(value)?.trim();
        if (!field || value.filledIn || written === undefined || written === '') continue;
        if (field.isRefused && !field.from.includes('t'))
          report(
            key,
            `newer releases of KEDA refuse ${quote(key.source)} of this trigger: remove it`,
            { severity: 'warning' },
          );
        else if (!hasOwnFact(type, key.source) && field.from.includes('t')) {
          const problem = problemOf(written, field);
          if (!problem) continue;
          const { message, guess } = problem;
          report(value, message, {
            ...(guess !== undefined && {
              fix: { title: `Replace with ${guess}`, edits: [[value.span, quote(guess)]] },
            }),
          });
        }
      }
    }
  },
};

/** Numbers that have codes of their own. */
function hasOwnFact(type: string, name: string): boolean {
  return numbersByTrigger.some(([each, field]) => each === type && field === name);
}

interface Problem {
  readonly message: string;
  readonly guess?: string;
}

function problemOf(written: string, { kind, choices }: TriggerField): Problem | undefined {
  if (/\{\{|\$[({]/.test(written)) return undefined;
  if (choices) {
    const wrong = written.split(',').find((each) => !choices.includes(each.trim()));
    if (wrong === undefined) return undefined;
    const guess = wrong === written ? nearest(wrong, choices) : undefined;
    const what = guess === undefined ? `write one of ${choices.join(', ')}` : `write ${guess}`;
    return {
      message: `KEDA knows no ${quote(wrong.trim())} here: ${what}`,
      ...(guess !== undefined && { guess }),
    };
  }
  const form = kind === undefined ? undefined : forms.get(kind);
  return !form || form.pattern.test(written) ? undefined : { message: form.message };
}

/** By what a field is read as. */
const forms: ReadonlyMap<string, { readonly pattern: RegExp; readonly message: string }> = new Map([
  [
    'integer',
    { pattern: /^[+-]?\d+$/, message: 'KEDA reads a whole number here: write one, in quotes' },
  ],
  [
    'number',
    {
      pattern: /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i,
      message: 'KEDA reads a number here: write one, in quotes',
    },
  ],
  [
    'boolean',
    {
      pattern: /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/,
      message: 'KEDA reads a yes or no here: write "true" or "false"',
    },
  ],
  [
    'duration',
    {
      pattern: /^\d+$|^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/,
      message: 'KEDA reads a duration here: write a number of milliseconds, or units as in 30s',
    },
  ],
]);
