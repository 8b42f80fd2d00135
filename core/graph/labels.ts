/** Labels of an object in the eyes of a selector. */
import type { Labels } from './facts.ts';

/** Whether all that are wanted are there, with their values. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}
