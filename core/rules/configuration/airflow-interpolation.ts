import type { ConfigText, KnownEntry } from '../../embedded/configText.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'airflow-interpolation',
  severity: 'error',
  claims: 'advice',
  summary: 'A bare % stands in a value of airflow.cfg, which Airflow cannot read.',
  source: onPage(
    'Python',
    'https://docs.python.org/3/library/configparser.html#interpolation-of-values',
  ),
  on: { configs: ['airflow'] },
  check({ config }, report) {
    const form = config?.annotation.form;
    // Values of variables are taken as they are.
    if (!config || (form !== 'ini' && form !== 'sections')) return;
    for (const entry of config.entries) {
      const sign = signIn(entry, config);
      if (sign === undefined) continue;
      const [section = ''] = entry.key.split('.');
      const what = sign.startsWith('%(')
        ? `no key of [${section}] is called ${sign.slice(2, -2)}, and Airflow does not read the value`
        : 'Airflow does not read a value with a bare %';
      report(entry.valueSpan, `${what}: write %% for the sign itself`, {
        // What is read as Airflow begins ends it; the rest ends who asks for it.
        severity: readAtStart.has(section) ? 'error' : 'warning',
      });
    }
  },
};

const readAtStart = new Set(['core', 'database', 'logging']);

/** The first sign that is neither doubled nor leads to another key of the section. */
function signIn({ key, value, rows }: KnownEntry, config: ConfigText): string | undefined {
  // A command or a name of a secret is handed on as it is written.
  if (value === undefined || rows.length === 0) return undefined;
  const section = key.slice(0, key.indexOf('.') + 1);
  return [...value.matchAll(/%(?:%|\(([^()%]*)\)s|)/g)]
    .map(([sign, name]) => ({ sign, name }))
    .find(
      ({ sign, name }) => sign !== '%%' && (name === undefined || !isKey(section, name, config)),
    )?.sign;
}

function isKey(section: string, name: string, { entries, dictionary }: ConfigText): boolean {
  const key = section + name.toLowerCase();
  return (
    dictionary.find(key).length > 0 ||
    entries.some((entry) => entry.key === key || entry.key === `DEFAULT.${name.toLowerCase()}`)
  );
}
