import { isSecretName } from '../../../shared/secretNames.ts';
import type { KnownEntry } from '../../embedded/configText.ts';
import { textReader } from '../../embedded/texts/index.ts';
import { movedToSecret } from '../containers/movedToSecret.ts';
import { movedToVariable } from './movedToVariable.ts';
import type { Visit } from '../../walk/visit.ts';
import type { Rule } from '../rule.ts';
import { otherPrograms } from './programs.ts';

export const rule: Rule = {
  code: 'config-plain-secret',
  severity: 'warning',
  claims: 'advice',
  supersedes: ['variable-with-credential'],
  summary: 'A secret stands in plain text in the configuration of a program.',
  on: { configs: [...otherPrograms, 'spark'] },
  check(visit, report) {
    const { config } = visit;
    // In an application of Spark credentials are told with a fix for the whole of it.
    const isOfSpark = config && ['spark', 'hadoop'].includes(config.annotation.of);
    if (isOfSpark && !textReader(config.annotation.form)) return;
    const isVariable = config?.annotation.form === 'env';
    const fix = isVariable && movedToSecret(visit, visit.node, visit.parent?.parent?.node);
    for (const entry of config?.entries ?? []) {
      const { key, keySpan, valueSpan, value, node } = entry;
      // A reference to a variable or a file is fine: it is no value here.
      if (!value || /^(?:true|false|\d+|[/~].*)$/.test(value) || isPlainAddress(value)) continue;
      if (!isSecret(entry)) continue;
      const moved = fix || movedToVariable(visit, entry);
      const what = node ? `"${key}"` : 'this line';
      report(
        isVariable ? valueSpan : keySpan,
        `${what} holds a secret in plain text: ${remedyOf(config)}`,
        moved ? { fix: moved } : {},
      );
    }
  },
};

/** Trino fills in variables of its pod wherever its configuration stands. */
function remedyOf(config: Visit['config']): string {
  return config?.annotation.of === 'trino'
    ? 'write ${ENV:NAME} and set the variable from a Secret'
    : 'take it from a Secret';
}

function isSecret({ key, rows, dictionary }: KnownEntry): boolean {
  if (rows.length > 0) return rows.some((row) => row.isSecret);
  return isSecretName(key) && !dictionary.saysWhere(key);
}

/** An address without a user and without anything that is called a secret. */
function isPlainAddress(value: string): boolean {
  return /^[\w+.:-]+:\/\//.test(value) && !/@|passw|secret|token|key=/i.test(value);
}
