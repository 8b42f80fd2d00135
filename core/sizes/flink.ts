/** The memory of Flink's processes by its parts, and how many task managers a job needs. */
import { coresText, memoryText } from '../formats/amountText.ts';
import { flinkSetting } from '../rules/flink/flinkConfiguration.ts';
import { flinkMemory, type FlinkMemory, type FlinkRole } from '../rules/flink/flinkMemory.ts';
import { at, get, numberOf, type Node } from '../yaml/node.ts';
import { sizeOf, sizeUnder } from './sizeAt.ts';
import type { Size, SizeReader } from './size.ts';

export const flink: SizeReader = {
  kinds: ['flink.apache.org/FlinkDeployment'],
  *read({ node }) {
    const spec = get(node, 'spec');
    const manager = flinkMemory(spec, 'jobManager');
    const worker = flinkMemory(spec, 'taskManager');
    for (const memory of [manager, worker]) if (memory) yield ofProcess(memory);
    if (manager && worker && spec) yield* ofJob(spec, manager, worker);
  },
};

function ofProcess({ node, process, parts, heap }: FlinkMemory): Size {
  const others = parts.map(({ name, bytes }) => `${memoryText(bytes)} ${name}`);
  return sizeOf(node, undefined, {
    label: heap > 0 ? `heap ${memoryText(heap)}` : 'no heap left',
    words: [
      `The pod asks for ${memoryText(process)} and is limited to it: ${[`${memoryText(Math.max(0, heap))} heap`, ...others].join(' + ')}.`,
    ],
  });
}

function* ofJob(spec: Node, manager: FlinkMemory, worker: FlinkMemory): Generator<Size> {
  const job = get(spec, 'job');
  const parallelism = numberOf(get(job, 'parallelism'));
  const slotsNode = flinkSetting(spec, 'taskmanager.numberOfTaskSlots');
  const slots = slotsNode ? Number(slotsNode.type === 'scalar' ? slotsNode.value : NaN) : 1;
  if (parallelism === undefined || !(slots >= 1)) return;
  const written = numberOf(at(spec, ['taskManager', 'replicas']));
  const count = written ?? Math.ceil(parallelism / slots);
  const managers = numberOf(at(spec, ['jobManager', 'replicas'])) ?? 1;
  const cores =
    managers * coresOf(spec, 'jobManager', 1) + count * coresOf(spec, 'taskManager', slots);
  const memory = managers * manager.process + count * worker.process;
  const workers = `${count} task ${count === 1 ? 'manager' : 'managers'}`;
  const sum = `${coresText(cores)} CPU, ${memoryText(memory)}`;
  yield* sizeUnder(job, 'parallelism', {
    label: `${workers}, ${sum} with the job manager`,
    words: [
      `${parallelism} tasks side by side in ${workers} with ${slots} ${slots === 1 ? 'slot' : 'slots'} each: with the job manager ${coresText(cores)} CPU and ${memoryText(memory)} of memory.`,
    ],
  });
}

/** A core for each slot where nothing is said. */
function coresOf(spec: Node, role: FlinkRole, initial: number): number {
  return numberOf(at(spec, [role, 'resource', 'cpu'])) ?? initial;
}
