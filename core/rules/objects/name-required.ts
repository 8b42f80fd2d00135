import { entry, get } from '../../yaml/node.ts';
import { isFilled, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isNotKept } from './kinds.ts';

export const rule: Rule = {
  code: 'name-required',
  severity: 'error',
  claims: 'absence',
  missesIn: 'metadata',
  enforcedBy: 'apiServer',
  summary: 'An object has neither metadata.name nor generateName.',
  source: inApiServer(
    'apimachinery/pkg/api/validation/objectmeta.go',
    'ValidateObjectMetaAccessor',
  ),
  on: { kinds: ['*'] },
  check({ ctx }, report) {
    if (isNotKept(ctx) || ctx.root.type !== 'map') return;
    const metadata = entry(ctx.root, 'metadata');
    if (isFilled(get(metadata?.value, 'name')) || isFilled(get(metadata?.value, 'generateName')))
      return;
    const place = metadata?.key.span ?? keyOf(ctx.root, 'kind');
    // The server makes a name for it; what applies it still needs one.
    const severity = ctx.gvk.kind === 'LimitRange' ? 'warning' : 'error';
    report(place, `${ctx.gvk.kind} has no name: add "name" under "metadata"`, { severity });
  },
};
