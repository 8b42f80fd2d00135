import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { at, entries, get, text } from '../../yaml/node.ts';
import { renamedTo } from '../fixes.ts';
import { list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { fieldsOfTrigger } from './kedaTriggers.ts';

export const rule: Rule = {
  code: 'keda-trigger-unknown',
  severity: 'information',
  claims: 'advice',
  isOfKeys: true,
  summary: 'A trigger of KEDA has a field whose name is nearly that of one that its scaler reads.',
  source: onPage('KEDA', 'https://keda.sh/docs/latest/scalers/'),
  on: { kinds: ['keda.sh/ScaledObject', 'keda.sh/ScaledJob'] },
  check({ ctx: { root } }, report) {
    for (const trigger of list(at(root, ['spec', 'triggers']))) {
      const type = text(get(trigger, 'type')) ?? '';
      const fields = fieldsOfTrigger(type);
      const metadata = get(trigger, 'metadata');
      const written = entries(metadata).map(({ key }) => key.source);
      for (const { key } of fields ? entries(metadata) : []) {
        const name = key.source;
        const base = name.replace(/FromEnv$/, '');
        if (!fields || fields.has(name) || fields.has(base) || hasPattern(fields, name)) continue;
        const guess = nearest(
          name,
          [...fields.keys()].filter((each) => !written.includes(each)),
        );
        // Releases before and after read others, and KEDA passes over them.
        if (guess === undefined) continue;
        report(
          key,
          `a trigger of type ${quote(type)} reads no ${quote(name)}: did you mean ${quote(guess)}?`,
          renamedTo(key.span, guess),
        );
      }
    }
  },
};

/** `query.*`: any name that begins so. */
function hasPattern(fields: ReadonlyMap<string, unknown>, name: string): boolean {
  return [...fields.keys()].some(
    (each) => each.endsWith('*') && name.startsWith(each.slice(0, -1)),
  );
}
