import type { Dictionary } from '../../dictionaries/dictionary.ts';
import { variableOfKey } from '../../embedded/variables.ts';
import { get, text } from '../../yaml/node.ts';
import { renamedTo } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'airflow-variable-name',
  severity: 'warning',
  claims: 'advice',
  supersedes: ['config-key-spelling'],
  summary: 'A variable for Airflow has other underscores than Airflow looks for, and is not read.',
  source: onPage(
    'Airflow',
    'https://airflow.apache.org/docs/apache-airflow/stable/howto/set-config.html',
  ),
  on: { types: ['core.v1/EnvVar'] },
  check({ node, parent, ctx }, report) {
    const name = get(node, 'name');
    const written = text(name) ?? '';
    if (!name || !written.startsWith('AIRFLOW_') || !ctx.schema?.dictionaries) return;
    // Images of others make settings of names with single underscores themselves.
    const image = text(get(parent?.parent?.node, 'image')) ?? '';
    if (!written.includes('__') && !/(?:^|\/)apache\/airflow[:@]/.test(image)) return;
    const meant = variableMeant(ctx.schema.dictionaries.of('airflow'), written);
    if (meant === undefined || meant === written) return;
    report(
      name.span,
      `Airflow does not read "${written}": section and key stand behind two underscores each, write ${meant}`,
      renamedTo(name.span, meant),
    );
  },
};

/** The variable of a setting that differs in its underscores alone. */
function variableMeant(dictionary: Dictionary, written: string): string | undefined {
  const known = namesOf(dictionary);
  return known.get(plain(written));
}

const names = new WeakMap<Dictionary, ReadonlyMap<string, string>>();

function namesOf(dictionary: Dictionary): ReadonlyMap<string, string> {
  const known = names.get(dictionary);
  if (known) return known;
  const all = dictionary.keysOf().flatMap(({ key }): [string, string][] => {
    const name = variableOfKey('airflow', key);
    return name === undefined || key.includes('[') ? [] : [[plain(name), name]];
  });
  const made = new Map(all);
  names.set(dictionary, made);
  return made;
}

function plain(name: string): string {
  return name.toUpperCase().replaceAll(/_+/g, '_');
}
