import { at } from '../../yaml/node.ts';
import { isSet, placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'claim-of-release',
  severity: 'information',
  claims: 'advice',
  summary: 'A claim of a Helm release is deleted with the release.',
  source: onPage(
    'Helm',
    'https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource',
  ),
  on: { kinds: ['PersistentVolumeClaim'] },
  check({ ctx }, report) {
    const metadata = at(ctx.root, ['metadata']);
    const managed = at(metadata, ['labels', 'app.kubernetes.io/managed-by']);
    const policy = at(metadata, ['annotations', 'helm.sh/resource-policy']);
    if (string(managed) !== 'Helm' || isSet(policy)) return;
    report(
      managed ?? placeOf(ctx.root),
      'the claim goes with its release, and its data with it: add the annotation helm.sh/resource-policy: keep if it is to stay',
    );
  },
};
