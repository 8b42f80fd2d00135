/** Binary data in text. */
import { stringFormat } from './format.ts';

export const base64 = stringFormat({
  name: 'base64',
  description: 'Binary data in standard base64 with padding; line breaks are allowed.',
  examples: ['cGFzc3dvcmQ='],
  check(value) {
    const compact = value.replace(/[\r\n]/g, '');
    if (compact.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
    // The value is not named: it may be a secret.
    return {
      message:
        'the value is not base64: encode it, or in a Secret write plain text under stringData',
    };
  },
});
