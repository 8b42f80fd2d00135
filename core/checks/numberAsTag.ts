/** The tag of an image that YAML reads as a number: templates print the number, and that is another text. */
import type { Check } from './check.ts';
import { fitsType } from '../schema/types.ts';

export const numberAsTag: Check = {
  code: 'number-as-tag',
  severity: 'warning',
  summary: 'The tag of an image is written as a number that a template prints otherwise.',
  claims: 'advice',
  of: 'values',
  check({ node, schema, entry, ctx }, report) {
    if (!ctx.isValues || !entry || node.type !== 'scalar' || !node.isPlain) return;
    const { value, source, span } = node;
    if (typeof value !== 'number' || !isTag.test(entry.key.source)) return;
    // Where the chart wants text the type is told, and its fix is the same.
    if (schema && !fitsType(schema, node)) return;
    const printed = printedByGo(value);
    if (printed === source) return;
    report(node, `${source} is a number here and becomes ${printed}: write the tag in quotes`, {
      fix: { title: `Write it as text: "${source}"`, edits: [[span, `"${source}"`]] },
    });
  },
};

/** `tag`, `imageTag`, `defaultAirflowTag`. */
export const isTag = /^(?:tag|\w*(?:Tag|_tag))$/;

/** As templates print numbers of values: as a float, from 21 digits of the whole part on with an exponent. */
function printedByGo(value: number): string {
  if (!Number.isInteger(value) || Math.abs(value) < 1e6) return String(value);
  const [mantissa = '', exponent = ''] = value.toExponential().split('e+');
  return `${mantissa}e+${exponent.padStart(2, '0')}`;
}
