import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { movedToSecret } from './movedToSecret.ts';

const credential = /(?:^|_)(?:PASSWORD|PASSWD|SECRET|TOKEN|SECRET_KEY|ACCESS_KEY|API_KEY)$/i;

/** A reference, a placeholder, a switch, a port or a path. */
const harmless = /^\$|[{}<>]|^(?:true|false|\d{1,4})$|^\//;

export const rule: Rule = {
  code: 'variable-with-credential',
  severity: 'information',
  claims: 'advice',
  summary: 'A variable of a container has a credential in plain text.',
  source: onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/configuration/secret/'),
  on: { types: ['core.v1/Container'] },
  check(visit, report) {
    for (const variable of list(get(visit.node, 'env'))) {
      const value = get(variable, 'value');
      const text = value?.filledIn ? undefined : string(value);
      if (!value || text === undefined || harmless.test(text)) continue;
      const name = string(get(variable, 'name')) ?? '';
      if (!credential.test(name) || isPathInBackend(name)) continue;
      const fix = movedToSecret(visit, variable, visit.node);
      report(
        value,
        'a credential in plain text: read it from a Secret with "valueFrom.secretKeyRef"',
        fix ? { fix } : {},
      );
    }
  },
};

/** Airflow asks its secrets backend for it: `AIRFLOW__CELERY__BROKER_URL_SECRET`. */
function isPathInBackend(name: string): boolean {
  return name.startsWith('AIRFLOW__') && name.endsWith('_SECRET');
}
