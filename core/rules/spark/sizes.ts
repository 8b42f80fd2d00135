/** Memory and cores of driver and executor. */
import { at, get, type Node } from '../../yaml/node.ts';
import { NANO } from '../../formats/quantity.ts';
import { spark } from '../examples.ts';
import { amount, number, string } from '../read.ts';
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

export const sparkMemorySize: Rule = {
  code: 'spark-memory-size',
  severity: 'warning',
  summary: 'Spark needs at least 450m of memory; a number without a unit is easily misread.',
  on: { types: [APPLICATION, CONNECT] },
  bad: [spark('', 'memory: 256m'), spark('', 'memory: "2048"')],
  good: spark('', 'memory: 512m'),
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

export const sparkCores: Rule = {
  code: 'spark-cores',
  severity: 'warning',
  summary: 'The request for processors (coreRequest, otherwise cores) is at most coreLimit.',
  on: { types: [APPLICATION] },
  bad: [spark('', 'coreRequest: "2"\ncoreLimit: 1000m'), spark('', 'cores: 2\ncoreLimit: "1"')],
  good: spark('', 'cores: 2\ncoreRequest: 500m\ncoreLimit: "1"'),
  check({ node }, report) {
    for (const { pod } of podsOf(node)) {
      const limit = amount(get(pod, 'coreLimit'));
      const request = get(pod, 'coreRequest');
      const cores = get(pod, 'cores');
      const requested = amount(request);
      const count = number(cores);
      if (limit === undefined) continue;
      if (request && requested !== undefined && requested > limit) {
        report(request, 'coreRequest is more than coreLimit: the pod would be refused, change one');
      } else if (
        !request &&
        cores &&
        count !== undefined &&
        BigInt(Math.trunc(count)) * NANO > limit
      ) {
        report(
          cores,
          'cores are more than coreLimit: the pod would be refused, raise the limit or add a coreRequest',
        );
      }
    }
  },
};

export const sparkHeapOptions: Rule = {
  code: 'spark-java-options',
  severity: 'warning',
  summary: 'The heap of driver and executor is set by "memory": Spark refuses -Xmx and -Xms.',
  on: { types: [APPLICATION] },
  bad: spark('', 'javaOptions: -Xmx4g'),
  good: spark('', 'javaOptions: -XX:+UseG1GC'),
  check({ node }, report) {
    const places: (Node | undefined)[] = [
      ...podsOf(node).map(({ pod }) => get(pod, 'javaOptions')),
      at(node, ['sparkConf', 'spark.driver.extraJavaOptions']),
      at(node, ['sparkConf', 'spark.executor.extraJavaOptions']),
    ];
    for (const options of places) {
      const flag = /(^|\s)(-Xm[xs]\S*)/.exec(string(options) ?? '')?.[2];
      if (options && flag) report(options, `Spark refuses "${flag}": remove it and set "memory"`);
    }
  },
};
