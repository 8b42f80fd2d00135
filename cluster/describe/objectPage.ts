/** The page of one object, made of the object as it is, its events, and what runs for it or uses it. */
import type { ResourceSummary, WatchStatus } from '../api.ts';
import type { Cell, LinkedObject, ObjectPage, PageSection } from '../describeApi.ts';
import type { ClusterKinds } from '../status/clusterKinds.ts';
import { summarize } from '../status/health.ts';
import type { JsonObject } from '../values.ts';
import { containerSection } from './containers.ts';
import { eventSection } from './events.ts';
import { neededBy, ownersOf, type NamedObject } from './namedObjects.ts';
import { conditionSection, factsSection, keySection, labelSection } from './ownSections.ts';

export interface PageParts {
  readonly object: JsonObject;
  readonly served: Pick<LinkedObject, 'apiVersion' | 'kind'>;
  readonly context: string;
  readonly isGone: boolean;
  /** It is known which pods run for it. */
  readonly hasPods: boolean;
  readonly status: WatchStatus;
  readonly events: readonly unknown[];
  /** Pods that run for it, pods that mount it, Services that lead to it: with what they are to it. */
  readonly related: readonly RelatedObjects[];
  readonly usedBy?: UsedBy | undefined;
  readonly storage?: PageSection | undefined;
}

export interface RelatedObjects {
  /** `pod`, `Service`, `mounted by`. */
  readonly as: string;
  readonly objects: readonly ResourceSummary[];
  /** Why they are not known. */
  readonly problem?: string;
}

export interface UsedBy {
  readonly objects: readonly NamedObject[];
  /** Kinds that may not be listed: others of them may use it. */
  readonly unread: readonly string[];
  readonly isReading: boolean;
}

export function objectPage(parts: PageParts, kinds: ClusterKinds | undefined): ObjectPage {
  const { object, served, context, isGone, status, events, related } = parts;
  const summary = summarize(object, served, kinds);
  const sections = [
    factsSection(summary),
    containerSection(object, served.kind),
    conditionSection(object),
    keySection(object, served.kind),
    parts.storage,
    relatedSection(related),
    namedSection(object, summary),
    usedBySection(parts.usedBy),
    eventSection(events, { showsObject: served.kind === 'Namespace' }),
    labelSection(object),
  ];
  return {
    object: summary.ref,
    context,
    status: isGone ? 'Deleted' : summary.status,
    health: isGone ? 'unknown' : summary.health,
    ...(summary.detail !== undefined && { detail: summary.detail }),
    ...(summary.createdAt !== undefined && { createdAt: summary.createdAt }),
    isGone,
    hasLogs: parts.hasPods || (served.apiVersion === 'v1' && served.kind === 'Pod'),
    ...(status.error && { stale: status.error }),
    sections: sections.filter(
      (section): section is PageSection => section !== undefined && isTold(section),
    ),
  };
}

function isTold({ rows, note }: PageSection): boolean {
  return rows.length > 0 || note !== undefined;
}

/** Rows of a long list that a page has room for. */
const mostRelated = 50;

function relatedSection(related: readonly RelatedObjects[]): PageSection | undefined {
  const all = related.flatMap(({ as, objects }) => objects.map((object) => ({ as, object })));
  const problems = related.flatMap(({ problem }) => problem ?? []);
  const more = all.length > mostRelated ? [`The first ${mostRelated} of ${all.length}`] : [];
  const notes = [...more, ...problems];
  if (all.length === 0 && notes.length === 0) return undefined;
  return {
    id: 'related',
    title: 'Belongs to it',
    columns: ['What', 'Object', 'State', 'Why'],
    rows: all
      .slice(0, mostRelated)
      .map(({ as, object }): readonly Cell[] => [
        { text: object.role === undefined ? as : `${as}, ${object.role}` },
        { text: object.ref.name, link: object.ref },
        { text: object.status, health: object.health },
        { text: object.detail ?? '' },
      ]),
    ...(notes.length > 0 && { note: notes.join('. ') }),
  };
}

function namedSection(object: JsonObject, { ref, boundTo }: ResourceSummary): PageSection {
  const all = [...ownersOf(object), ...boundOf(ref, boundTo), ...neededBy(object, ref.kind)];
  return {
    id: 'named',
    title: 'It needs',
    columns: ['As', 'Object'],
    rows: all.map(({ as, object: link }) => [
      { text: as },
      { text: `${link.kind} ${link.name}`, link },
    ]),
  };
}

function usedBySection(usedBy: UsedBy | undefined): PageSection | undefined {
  if (!usedBy) return undefined;
  const { objects, unread, isReading } = usedBy;
  const note = isReading
    ? 'Still being read'
    : unread.length > 0
      ? `You may not list objects of kind ${unread.join(', ')}: some of them may use it, too`
      : objects.length === 0
        ? 'Nothing that is known here names it'
        : undefined;
  return {
    id: 'usedBy',
    title: 'Used by',
    columns: ['As', 'Object'],
    rows: objects
      .slice(0, mostRelated)
      .map(({ as, object: link }) => [{ text: as }, { text: `${link.kind} ${link.name}`, link }]),
    ...(note !== undefined && { note }),
  };
}

/** A claim's volume, or a volume's claim. */
function boundOf({ kind }: LinkedObject, boundTo: string | undefined) {
  if (!boundTo) return [];
  if (kind === 'PersistentVolumeClaim')
    return [
      { as: 'bound to', object: { apiVersion: 'v1', kind: 'PersistentVolume', name: boundTo } },
    ];
  const [namespace = '', name = ''] = boundTo.split('/');
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace };
  return kind === 'PersistentVolume' && name ? [{ as: 'bound to', object: claim }] : [];
}
