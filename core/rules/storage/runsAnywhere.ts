/** Whether the scheduler may put a pod on any node. */
import { at, get, type Node } from '../../yaml/node.ts';
import { isFilled } from '../read.ts';

export function runsAnywhere(spec: Node): boolean {
  return (
    !isFilled(get(spec, 'nodeName')) &&
    !isFilled(get(spec, 'nodeSelector')) &&
    !isFilled(
      at(spec, ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution']),
    )
  );
}
