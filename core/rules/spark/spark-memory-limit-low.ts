import { memoryText, wholeMemoryText } from '../../formats/amountText.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { textOf } from '../tables/conditions.ts';
import { jvmBytes, mebi } from './memory.ts';
import { operatorSettings, podSize, type SparkPodSize } from './podSize.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-memory-limit-low',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary:
    'The memory limit of driver or executor is below what Spark asks for: heap and overhead together.',
  source: inSparkOperator('internal/webhook/sparkpod_defaulter.go'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    const settings = operatorSettings(node);
    for (const role of ['driver', 'executor'] as const) {
      const written = settings.of(`${role}.memoryLimit`);
      const text = textOf(written);
      const size = podSize(settings, role);
      if (!written || text === undefined || !size) continue;
      const limit = limitOf(text);
      if (limit === undefined || limit >= size.memory) continue;
      report(
        written,
        `the pod asks for ${wholeMemoryText(size.memory)}, ${partsOf(size)}, which is more than this limit of ${memoryText(limit)}: write at least ${Math.ceil(size.memory / mebi)}m, or lower "memory"`,
      );
    }
  },
};

/** The operator takes what a JVM and what Kubernetes writes. */
function limitOf(text: string): number | undefined {
  const [, jvm = text] = /^(\d+[kmgtp])ib?$/i.exec(text) ?? [];
  return /^\d+$/.test(text) ? undefined : jvmBytes(jvm);
}

/** `2Gi of heap and 384Mi of overhead` */
function partsOf({ heap, overhead, offHeap, python }: SparkPodSize): string {
  const parts = [
    `${wholeMemoryText(heap)} of heap`,
    `${wholeMemoryText(overhead)} of overhead`,
    ...(offHeap > 0 ? [`${wholeMemoryText(offHeap)} off the heap`] : []),
    ...(python > 0 ? [`${wholeMemoryText(python)} for Python`] : []),
  ];
  return parts.join(' + ');
}
