import { at, entry } from '../../yaml/node.ts';
import { isFilled } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'claim-ref-uid',
  severity: 'warning',
  claims: 'advice',
  summary: 'A volume is kept for a claim by its uid, which no new claim has.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#retain',
  ),
  on: { kinds: ['PersistentVolume'] },
  check({ ctx }, report) {
    const uid = entry(at(ctx.root, ['spec', 'claimRef']), 'uid');
    if (uid && isFilled(uid.value))
      report(
        uid.key,
        'the uid is that of a claim which is perhaps gone, and a new claim of that name has another: remove uid and resourceVersion from claimRef',
      );
  },
};
