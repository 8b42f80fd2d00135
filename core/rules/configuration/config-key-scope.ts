import type { Rule } from '../rule.ts';
import type { ConfigKey } from '../../dictionaries/configKey.ts';
import { isInScope } from '../../dictionaries/scopes.ts';

export const rule: Rule = {
  code: 'config-key-scope',
  severity: 'warning',
  claims: 'advice',
  summary: 'A configuration key is set where the program does not read it.',
  on: { configs: ['*'] },
  check({ config }, report) {
    const { scopes } = config ?? {};
    if (!config || !scopes || config.annotation.isShared) return;
    const read = [...scopes, ...(config.annotation.handsOn ?? [])];
    for (const { key, rows, keySpan } of config.entries) {
      const [first] = rows;
      if (!first?.scope || rows.some((row) => row.scope === undefined || isInScope(row, read)))
        continue;
      if (!config.annotation.version && rows.some((row) => mayHaveBeenRead(row, scopes))) continue;
      const where = inWords(first.scope);
      const what = config.annotation.refusesUnknown ? ', and refused' : '';
      report(keySpan, `"${key}" is not read here${what}: it is of ${where}`);
    }
  },
};

function inWords(scope: string): string {
  return scope
    .replaceAll(/connector:(source|sink)\b/g, '$1 connectors')
    .replaceAll('catalog:', 'catalogs of ')
    .replaceAll(/[|;,]/g, ', ')
    .replaceAll(/\s+/g, ' ');
}

/** Connectors of Trino for files have shared their keys in earlier versions. */
const lakes = ['delta_lake', 'hive', 'hudi', 'iceberg', 'lakehouse'];

function mayHaveBeenRead({ scope = '' }: ConfigKey, scopes: readonly string[]): boolean {
  const isOfLake = lakes.some((each) => scopes.includes(`catalog:${each}`));
  return isOfLake && scope.startsWith('catalog:') && lakes.some((each) => scope.includes(each));
}
