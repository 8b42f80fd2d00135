import { at, get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { own } from '../../../shared/own.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'secret-docker-config',
  severity: 'error',
  claims: 'value',
  summary: 'The registry credentials in a Secret are not a JSON object.',
  source: inApiServer('core', 'ValidateSecret'),
  on: { kinds: ['Secret'] },
  check({ ctx: { root } }, report) {
    const key = own(keyOfType, string(get(root, 'type')) ?? '');
    if (key === undefined) return;
    const plain = at(root, ['stringData', key]);
    const value = plain ?? at(root, ['data', key]);
    const written = string(value);
    if (!value || written === undefined) return;
    // The value is not named: it is a secret.
    if (!isJson(plain ? written : Buffer.from(written, 'base64').toString()))
      report(value, `the value of "${key}" is not a JSON object`);
  },
};

const keyOfType: Record<string, string> = {
  'kubernetes.io/dockerconfigjson': '.dockerconfigjson',
  'kubernetes.io/dockercfg': '.dockercfg',
};

function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
