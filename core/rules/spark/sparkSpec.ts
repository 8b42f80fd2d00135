/** Where the pods of a Spark application are in its spec. */
import { at, get, type Node } from '../../yaml/node.ts';
import { list } from '../read.ts';

export const sparkApplication = 'sparkoperator.k8s.io/SparkApplicationSpec';

export const sparkConnect = 'sparkoperator.k8s.io/SparkConnectSpec';

/** Driver (of SparkConnect: server) and executor, each with its key. */
export function podsOf(spec: Node): { readonly key: string; readonly pod: Node }[] {
  return ['driver', 'server', 'executor'].flatMap((key) => {
    const pod = get(spec, key);
    return pod ? [{ key, pod }] : [];
  });
}

/** Sidecars, init containers and the containers of the pod template. */
export function extraContainers(pod: Node): Node[] {
  const template = ['containers', 'initContainers'].flatMap((key) =>
    list(at(pod, ['template', 'spec', key])),
  );
  return [
    ...new Set([...list(get(pod, 'sidecars')), ...list(get(pod, 'initContainers')), ...template]),
  ];
}

/** `[3, 5]` of `3.5.3`; undefined where it is not a version. */
export function versionOf(text: string | undefined): readonly [number, number] | undefined {
  const match = /^v?(\d+)\.(\d+)/.exec(text ?? '');
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}
