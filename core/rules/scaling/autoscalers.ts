/** Parts of autoscalers that several rules look at. */
import { own } from '../../../shared/own.ts';
import { get, type Node, type Span } from '../../yaml/node.ts';
import { isSet, keyOf, string } from '../read.ts';

export const autoscalerSpecs = [
  'autoscaling.v2/HorizontalPodAutoscalerSpec',
  'autoscaling.v1/HorizontalPodAutoscalerSpec',
];

/** The block of a metric by its type. */
export const metricFields: Record<string, string> = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};

/** What a metric is to reach, and where that is said. */
export function metricTarget(metric: Node): {
  readonly source: string;
  readonly target?: Node;
  readonly place: Span;
} {
  const source = own(metricFields, string(get(metric, 'type')) ?? '') ?? '';
  const block = get(metric, source);
  const target = get(block, 'target');
  const place = block ? keyOf(block, 'target') : metric.span;
  return isSet(target) && target.type === 'map' ? { source, target, place } : { source, place };
}
