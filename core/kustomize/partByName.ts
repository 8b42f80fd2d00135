/**
 * Files that say by their names that they hold a part of an object: patches that somebody hands to `kubectl patch` or that a
 * kustomization elsewhere takes, and pods that Spark or Flink completes before it sends them. Airflow's templates of pods are whole.
 */

const patch = /^patch(?:[-_.]|$)|[-_.]patch$/;
const podTemplate =
  /(?:^|[-_.])(?:driver|executor|flink|jobmanager|spark|taskmanager)[-_.](?:pod[-_.]?)?template(?:[-_.]|$)/;
const folder = /^patches$/;

/** By the last two parts of the path. */
export function isPartByName(path: string): boolean {
  const [name = '', parent = ''] = path.toLowerCase().split(/[\\/]/).reverse();
  const stem = name.replace(/\.(?:ya?ml|json)$/, '');
  return patch.test(stem) || podTemplate.test(stem) || folder.test(parent);
}
