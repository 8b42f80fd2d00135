/** The release of Kubernetes that manifests are judged by, and what it has of kinds and fields. */
import { compareVersions } from '../../shared/kubernetesVersion.ts';
import type { KindLifecycle } from './apiVersions.ts';
import type { Feature } from './feature.ts';
import type { FormerField, TypeSchema } from './schema.ts';

/** The release that counts for a file. */
export interface KubernetesRelease {
  /** `1.29`. */
  readonly version: string;
  /** Who says so; `newest`: nobody does, it is the newest one that is known. */
  readonly from: 'commandLine' | 'configuration' | 'setting' | 'cluster' | 'newest';
}

export function isOnByDefault({ on, off }: Feature, version: string): boolean {
  return isReached(on, version) && !isReached(off, version);
}

/** Whether a release is at or behind that of a change; never where there is none. */
export function isReached(change: string | undefined, version: string): boolean {
  return change !== undefined && compareVersions(version, change) >= 0;
}

/** What a server of a release makes of an API version of a kind. */
export type KindState =
  /** It is served, at least as far as we know. */
  | { readonly is: 'served' }
  /** It is served, and each use is answered with a warning. */
  | { readonly is: 'deprecated'; readonly since: string; readonly until?: string }
  /** It comes with a later release. */
  | { readonly is: 'later'; readonly since: string }
  | { readonly is: 'gone'; readonly since: string }
  /** It is served where somebody turns it on. */
  | { readonly is: 'off'; readonly feature?: Feature };

export function kindState(
  { since, on, deprecated, removed, feature }: KindLifecycle,
  version: string,
  newest: string,
): KindState {
  // A release that is newer than all that is known may have turned on what is off, and may have kept what was to go.
  if (isBeyond(version, newest)) return kindStateBeyond({ on, deprecated, removed }, newest);
  if (since !== undefined && !isReached(since, version)) return { is: 'later', since };
  // What is to come is a plan: it may change.
  if (removed !== undefined && isReached(removed, version) && isReached(removed, newest))
    return { is: 'gone', since: removed };
  if (!isReached(on, version)) return { is: 'off', ...(feature && { feature }) };
  if (deprecated !== undefined && isReached(deprecated, version))
    return {
      is: 'deprecated',
      since: deprecated,
      ...(removed !== undefined && { until: removed }),
    };
  return { is: 'served' };
}

function kindStateBeyond({ on, deprecated, removed }: KindLifecycle, newest: string): KindState {
  if (isReached(removed, newest)) return { is: 'gone', since: removed ?? newest };
  if (deprecated === undefined || !isReached(deprecated, newest) || on === undefined)
    return { is: 'served' };
  return { is: 'deprecated', since: deprecated, ...(removed !== undefined && { until: removed }) };
}

/** Whether a release is newer than the newest that is known. */
export function isBeyond(version: string, newest: string): boolean {
  return compareVersions(version, newest) > 0;
}

/** What a server of a release makes of a field. */
export type FieldState =
  | { readonly is: 'served' }
  | { readonly is: 'later'; readonly since: string }
  | { readonly is: 'off'; readonly feature: Feature };

/** What a server of a release makes of a field that the newest one does not have. */
export function formerState({ since, until }: FormerField, version: string): FormerState {
  if (isReached(until, version)) return { is: 'gone', since: until };
  if (since !== undefined && !isReached(since, version)) return { is: 'later', since };
  return { is: 'served' };
}

export type FormerState =
  | { readonly is: 'served' }
  | { readonly is: 'later'; readonly since: string }
  | { readonly is: 'gone'; readonly since: string };

export function fieldState(
  { 'x-since': since, 'x-feature': feature }: TypeSchema,
  version: string,
): FieldState {
  if (since !== undefined && !isReached(since, version)) return { is: 'later', since };
  if (feature && !isOnByDefault(feature, version)) return { is: 'off', feature };
  return { is: 'served' };
}
