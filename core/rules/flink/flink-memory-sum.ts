import { memoryText, wholeMemoryText } from '../../formats/amountText.ts';
import { get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { flinkMemory } from './flinkMemory.ts';

export const rule: Rule = {
  code: 'flink-memory-sum',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary: 'The parts of the memory of a Flink process are more than the whole: it does not start.',
  source: onPage(
    'Flink',
    'https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/memory/mem_setup/',
  ),
  on: { kinds: ['flink.apache.org/FlinkDeployment'] },
  check({ node }, report) {
    const spec = get(node, 'spec');
    for (const role of ['jobManager', 'taskManager'] as const) {
      const memory = flinkMemory(spec, role);
      if (!memory || memory.heap >= 0) continue;
      const { process, parts, heap } = memory;
      const sum = parts.map(({ name, bytes }) => `${memoryText(bytes)} ${name}`).join(' + ');
      report(
        memory.node,
        `${sum} are ${memoryText(process - heap)}, more than the ${wholeMemoryText(process)} of the whole process, and no heap is left: raise the memory or lower one of the parts`,
      );
    }
  },
};
