import { get } from '../../yaml/node.ts';
import { isFilled, placeOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'superset-secret-key',
  severity: 'information',
  claims: 'advice',
  summary: 'Values of the Superset chart set no SECRET_KEY, without which Superset does not start.',
  source: onPage(
    'Superset',
    'https://superset.apache.org/docs/configuration/configuring-superset/#specifying-a-secret_key',
  ),
  on: { charts: ['superset'] },
  check({ node, chart, ctx: { text, filledIn } }, report) {
    if (filledIn || hadDefault(chart?.wanted) || /\b(?:valuesFrom|valueFiles):/.test(text)) return;
    // A few values over those of another file say nothing of the rest.
    if (!configuring.some((key) => isFilled(get(node, key)))) return;
    if (elsewhere.some((key) => isFilled(get(node, key)))) return;
    if (text.slice(...node.span).includes('SECRET_KEY')) return;
    report(
      placeOf(node),
      'no value sets SECRET_KEY, and Superset does not start without one: set extraSecretEnv.SUPERSET_SECRET_KEY or configOverrides, unless another values file does',
    );
  },
};

/** What somebody sets who sets Superset up. */
const configuring = [
  ...['configOverrides', 'bootstrapScript', 'supersetNode', 'init'],
  ...['extraEnv', 'extraEnvRaw', 'extraSecretEnv'],
];

/** Where a key may come from that is not seen here. */
const elsewhere = [
  ...['envFromSecret', 'envFromSecrets', 'configFromSecret', 'configOverridesFiles'],
  ...['extraSecrets', 'extraVolumes', 'extraEnvFrom'],
];

/** Older charts had a key of their own. */
function hadDefault(version: string | undefined): boolean {
  const [, minor] = /^v?0\.(\d+)/.exec(version ?? '') ?? [];
  return minor !== undefined && Number(minor) < 11;
}
