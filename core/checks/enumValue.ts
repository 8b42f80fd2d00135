/** A value outside of the few that a field takes. */
import { quote } from '../formats/format.ts';
import { nearest } from '../formats/nearest.ts';
import { isFilledInLater } from '../schema/placeholders.ts';
import { fitsType } from '../schema/types.ts';
import type { Fix } from '../findings/finding.ts';
import type { ScalarNode } from '../yaml/node.ts';
import { yamlText } from '../yaml/yamlText.ts';
import type { Check } from './check.ts';

/** Values among which one is looked for that is near. */
const maxValues = 1000;

export const enumValue: Check = {
  code: 'invalid-value',
  severity: 'error',
  summary: 'The value is not one of those that are allowed.',
  claims: 'limit',
  isOfSchema: true,
  ofWords: ['enum'],
  check({ node, schema, chart, ctx, isBuiltIn }, report) {
    const allowed = schema?.enum;
    if (!allowed || node.type !== 'scalar' || node.value === null) return;
    if (allowed.includes(node.value) || !fitsType(schema, node)) return;
    // In values the empty text says "not set".
    if (node.value === '' && (chart || schema['x-empty-is-unset'])) return;
    if (isFilledInLater(ctx.schema, node.value)) return;
    const values = allowed
      .slice(0, maxValues)
      .map(String)
      .filter((value) => value !== '');
    const guess = nearest(String(node.value), values);
    const { newestKnown, release = '' } = ctx;
    if (newestKnown !== undefined && isBuiltIn && values.length > 1) {
      const meant = guess === undefined ? '' : `: did you mean ${guess}?`;
      report(
        node,
        `${quote(node.source)} is not allowed here up to Kubernetes ${newestKnown} (${release} is newer than known here)${meant}`,
        {
          severity: guess === undefined ? 'hint' : 'warning',
          ...(guess !== undefined && { fix: changeTo(guess, node, values) }),
        },
      );
      return;
    }
    const list = values.length > 12 ? `${values.slice(0, 12).join(', ')}, ...` : values.join(', ');
    report(
      node,
      values.length === 1
        ? `this must be ${values[0]}`
        : `${quote(node.source)} is not allowed here: use ${list}`,
      guess === undefined ? undefined : { fix: changeTo(guess, node, values) },
    );
  },
};

/** Another letter case or blanks around it say the same. */
function changeTo(guess: string, { span, source }: ScalarNode, values: readonly string[]): Fix {
  const folded = (text: string): string => text.trim().toLowerCase();
  const alike = values.filter((value) => folded(value) === folded(source));
  const isSafe = alike.length === 1 && alike[0] === guess;
  return {
    title: `Change to ${guess}`,
    edits: [[span, yamlText(guess)]],
    ...(isSafe && { isSafe }),
  };
}
