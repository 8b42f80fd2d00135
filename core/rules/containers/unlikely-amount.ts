import { NANO } from '../../formats/quantity.ts';
import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { each, written } from './amounts.ts';

/** Amounts that are taken but surely mean something else. */
export const rule: Rule = {
  code: 'unlikely-amount',
  severity: 'warning',
  claims: 'advice',
  summary:
    'An amount that is allowed and hardly meant: memory in thousandths of a byte, hundreds of processors.',
  on: { types: ['core.v1/ResourceRequirements', 'core.v1/VolumeResourceRequirements'] },
  check({ node }, report) {
    for (const { key, value } of each(node)) {
      const text = written(value);
      const found = amount(value);
      if (found === undefined || found <= 0n) continue;
      if (/^(memory|storage|ephemeral-storage)$/.test(key.source) && /\dm$/.test(text)) {
        const meant = text.replace(/m$/, 'Mi');
        report(value, `"${text}" is ${text.slice(0, -1)} thousandths of a byte: write ${meant}`, {
          fix: { title: `Replace with ${meant}`, edits: [[value.span, meant]] },
        });
      } else if (key.source === 'memory' && /^\d+$/.test(text) && found < 1_048_576n * NANO) {
        report(value, `"${text}" is in bytes: write ${text}Mi if that is meant`);
      } else if (key.source === 'cpu' && /^\d+$/.test(text) && found >= 256n * NANO) {
        report(value, `"${text}" is in whole processors: write ${text}m if that is meant`);
      } else if (key.source === 'cpu' && /[KMGTPE]i?$/.test(text)) {
        report(value, `"${text}" is an amount of memory: write processors, e.g. 2 or 500m`);
      }
    }
  },
};
