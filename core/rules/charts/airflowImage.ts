/** Pods that Airflow starts its tasks with. */
import { get, items, type Node } from '../../yaml/node.ts';
import { string } from '../read.ts';

/** The containers of the spec of such a pod; empty where nothing tells that it is one, or where one is called `base`. */
export function withoutBase(spec: Node | undefined): readonly Node[] {
  const containers = items(get(spec, 'containers'));
  const isHidden = (node: Node | undefined): boolean => node?.filledIn !== undefined;
  if (containers.some((each) => isHidden(each) || isHidden(get(each, 'name')))) return [];
  return containers.some((each) => string(get(each, 'name')) === 'base') ? [] : containers;
}

/** Whether a container runs Airflow: its image or a variable says so. */
export function runsAirflow(container: Node): boolean {
  const image = string(get(container, 'image')) ?? '';
  const [name = ''] = (image.split('/').at(-1) ?? '').split(/[:@]/);
  return (
    /^(?:[a-z0-9]+[-_.])*airflow(?:[-_.][a-z0-9]+)*$/.test(name) ||
    items(get(container, 'env')).some((each) =>
      (string(get(each, 'name')) ?? '').startsWith('AIRFLOW__'),
    )
  );
}
