import { entries, get } from '../../yaml/node.ts';
import { keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

const MAX_BYTES = 1_048_576;

export const rule: Rule = {
  code: 'data-size',
  severity: 'error',
  claims: 'value',
  summary: 'A ConfigMap or Secret holds more than 1 MiB.',
  source: inApiServer('core', 'ValidateSecret'),
  on: { kinds: ['ConfigMap', 'Secret'] },
  check({ ctx }, report) {
    const isSecret = ctx.gvk.kind === 'Secret';
    let bytes = 0;
    for (const [field, isEncoded] of [
      ['data', isSecret],
      ['binaryData', true],
      ['stringData', false],
    ] as const) {
      for (const { value } of entries(get(ctx.root, field))) {
        const text = string(value) ?? '';
        bytes += isEncoded ? (text.length * 3) / 4 - 2 : new TextEncoder().encode(text).length;
      }
    }
    if (bytes <= MAX_BYTES) return;
    report(
      keyOf(ctx.root, 'data'),
      `${Math.round(bytes / 1024)} KiB of data: at most 1 MiB is possible, split it`,
    );
  },
};
