/** A field of a tool's file that newer releases call otherwise, or do not read any more. */
import { quote } from '../formats/format.ts';
import type { Check } from './check.ts';
import { modernised } from './modernised.ts';

export const deprecatedField: Check = {
  code: 'deprecated-field',
  severity: 'information',
  claims: 'advice',
  summary:
    'A kustomization or Chart.yaml has a field that another one replaces, or that is read no more.',
  of: 'files',
  ofWords: ['x-instead', 'x-until'],
  check({ schema, entry, parent, ctx: { schema: typed, text } }, report) {
    const { 'x-instead': instead, 'x-until': until } = schema ?? {};
    const { file } = typed ?? {};
    if (!file || !entry || (instead === undefined && until === undefined)) return;
    const name = quote(entry.key.source);
    const { reader = 'the tool' } = file;
    if (until !== undefined) {
      const message = `${reader} has read ${name} up to ${until} only: remove it`;
      report(entry.key, message, { severity: 'warning' });
      return;
    }
    const fix = parent?.node.type === 'map' ? modernised(text, parent.node, entry) : undefined;
    report(entry.key, `${name} is deprecated: ${instead ?? ''}`, { ...(fix && { fix }) });
  },
};
