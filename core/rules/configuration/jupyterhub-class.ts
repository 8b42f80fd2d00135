import { nearest } from '../../formats/nearest.ts';
import { own } from '../../../shared/own.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'jupyterhub-class',
  severity: 'error',
  claims: 'advice',
  enforcedBy: 'program',
  summary:
    'The short name of an authenticator or spawner is misspelt, and JupyterHub does not start.',
  source: onPage(
    'JupyterHub',
    'https://jupyterhub.readthedocs.io/en/stable/reference/authenticators.html',
  ),
  on: { configs: ['jupyterhub'] },
  check({ config }, report) {
    for (const { key, value, valueSpan, node } of config?.entries ?? []) {
      const known = own(names, key);
      const name = value?.trim() ?? '';
      // A class has a dot or a colon in its path.
      if (!known || name.length < 4 || /[.:]/.test(name) || known.includes(name.toLowerCase()))
        continue;
      const meant = nearest(name, known);
      if (meant === undefined) continue;
      const what = key.replace(/^JupyterHub\.(\w+)_class$/, '$1');
      const edit = node ? meant : `'${meant}'`;
      report(
        valueSpan,
        `JupyterHub knows no ${what} "${name}" and does not start: write ${meant}`,
        {
          fix: { title: `Replace with ${meant}`, edits: [[valueSpan, edit]] },
        },
      );
    }
  },
};

const providers = [
  ...['auth0', 'azuread', 'bitbucket', 'cilogon', 'generic-oauth', 'github', 'gitlab', 'globus'],
  ...['google', 'openshift'],
];

/** As the packages of JupyterHub and those that its charts install register them. */
const names: Readonly<Record<string, readonly string[]>> = {
  'JupyterHub.authenticator_class': [
    ...['default', 'dummy', 'null', 'pam', 'shared-password'],
    ...[...providers, 'mediawiki', ...providers.map((name) => `local-${name}`)],
    ...['ldap', 'ldapauthenticator', 'native', 'tmp'],
  ],
  'JupyterHub.spawner_class': [
    ...['default', 'localprocess', 'simple'],
    ...['docker', 'docker-swarm', 'docker-system-user'],
  ],
};
