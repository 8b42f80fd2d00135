/** What is said of releases of Kubernetes, for messages and hover. */
import type { KindLifecycle } from './apiVersions.ts';
import type { Feature } from './feature.ts';
import type { TypeSchema } from './schema.ts';

/** `the feature gate A`, `the feature gates A and B`. */
export function gatesInWords(gates: readonly string[]): string {
  const names =
    gates.length > 1 ? `${gates.slice(0, -1).join(', ')} and ${gates.at(-1)}` : gates[0];
  return `the feature gate${gates.length > 1 ? 's' : ''} ${names}`;
}

/** Since when a field is there; empty where all releases have it that are known. `project`: whose kind it is. */
export function fieldSince(
  { 'x-since': since, 'x-feature': feature, 'x-after': after }: TypeSchema,
  project = 'release',
): string {
  const sentences = [
    ...(after === undefined ? [] : [`Came after ${project} ${after}.`]),
    ...(since === undefined ? [] : [`Since Kubernetes ${since}.`]),
    ...(feature ? [gateSince(feature)] : []),
  ];
  return sentences.join(' ');
}

function gateSince({ gates, on, off }: Feature): string {
  const words = gatesInWords(gates);
  if (on === undefined) return `Needs ${words}, off by default.`;
  if (off !== undefined) return `Needs ${words}, off by default again since ${off}.`;
  const verb = gates.length > 1 ? 'are' : 'is';
  return `${words[0]?.toUpperCase()}${words.slice(1)} ${verb} on by default since ${on}.`;
}

/** Since when an API version of a kind is there, and until when. */
export function kindSince(
  { since, on, deprecated, removed }: KindLifecycle,
  newest: string,
): string {
  const isPlanned = (version: string): boolean =>
    Number(version.slice(2)) > Number(newest.slice(2));
  const sentences = [
    ...(since === undefined ? [] : [`Since Kubernetes ${since}.`]),
    ...(on === undefined
      ? ['Off by default.']
      : on === since
        ? []
        : [`On by default since ${on}.`]),
    ...(deprecated === undefined || isPlanned(deprecated)
      ? []
      : [`Deprecated since ${deprecated}.`]),
    ...(removed === undefined
      ? []
      : [isPlanned(removed) ? `To be removed in ${removed}.` : `Gone since ${removed}.`]),
  ];
  return on === '1.0' && sentences.length === 1 ? '' : sentences.join(' ');
}
