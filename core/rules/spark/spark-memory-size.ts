import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION, CONNECT, podsOf } from './sparkSpec.ts';

const MEBI = 1_048_576;

const UNITS: Record<string, number> = {
  b: 1,
  k: 1024,
  m: MEBI,
  g: 1024 * MEBI,
  t: MEBI * MEBI,
  p: MEBI * MEBI * 1024,
};

/** Spark refuses to start with less: 1.5 times the 300 MiB that it keeps for itself. */
const LEAST_BYTES = 471_859_200;

export const rule: Rule = {
  code: 'spark-memory-size',
  severity: 'warning',
  claims: 'advice',
  summary: 'Spark needs at least 450m of memory; a number without a unit is easily misread.',
  on: { types: [APPLICATION, CONNECT] },
  check({ node }, report) {
    for (const { key, pod } of podsOf(node)) {
      const memory = get(pod, 'memory');
      const text = string(memory);
      const match = /^(\d+)([bkmgtp]?)b?$/i.exec(text ?? '');
      if (!memory || !match) continue;
      const [, digits = '', unit = ''] = match;
      const isBare = unit === '' && !/b$/i.test(text ?? '');
      const bytes = Number(digits) * (isBare ? MEBI : (UNITS[unit.toLowerCase() || 'b'] ?? 1));
      if (bytes < LEAST_BYTES)
        report(memory, `"${text}" is too little for the ${key}: Spark needs at least 450m`);
      else if (isBare) {
        report(memory, `"${text}" has no unit: write ${digits}m`, {
          fix: { title: `Replace with ${digits}m`, edits: [[memory.span, `${digits}m`]] },
        });
      }
    }
  },
};
