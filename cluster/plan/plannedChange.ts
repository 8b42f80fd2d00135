/** What the plan says of a document that the server would take: the difference to the live object, and what is left. */
import type { PlanEntry, Result } from '../api.ts';
import type { Sending, Sent } from '../requests/applyRequest.ts';
import { comparable, diffTexts, sameContent } from '../objects/cleanObject.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { planLeft } from './planLeft.ts';
import type { LeftPlan } from './planLeft.ts';
import type { JsonObject } from '../values.ts';

export interface PlannedChange {
  readonly part: Pick<PlanEntry, 'action' | 'diff' | 'warnings' | 'note' | 'left'>;
  readonly left?: LeftPlan;
}

export interface DryRunResult {
  readonly tried: (Sent & { ok: true })['value'];
  /** The object as it is; undefined where its name is not known. */
  readonly read: Result<JsonObject> | undefined;
  /** The same, `comparable`; undefined where there is none. */
  readonly live: JsonObject | undefined;
  readonly removeLeft: boolean;
}

export async function plannedChange(
  connection: ClusterConnection,
  sending: Sending,
  { tried, read, live, removeLeft }: DryRunResult,
): Promise<PlannedChange> {
  const before = read?.ok ? read.value : undefined;
  const left =
    before && (await planLeft(connection, sending, { answer: tried.object, live: before }));
  const removed = removeLeft ? left?.object : undefined;
  const after = comparable(removed ?? tried.object);
  const created = tried.created || (!live && read?.ok === false && read.error.code === 'not-found');
  const unchanged = live !== undefined && sameContent(live, after);
  const note = noteFor(sending, read?.ok === false && !created);
  return {
    part: {
      action: created ? 'create' : unchanged ? 'unchanged' : 'change',
      diff: diffTexts(created ? undefined : live, unchanged ? live : after),
      warnings: tried.warnings,
      ...(left && {
        left: {
          by: left.by,
          fields: left.fields,
          isRemoved: removed !== undefined,
          ...(left.error && { error: left.error }),
        },
      }),
      ...(note && { note }),
    },
    ...(left && { left }),
  };
}

function noteFor({ document }: Sending, liveIsHidden: boolean): string | undefined {
  if (!document.name) return 'The server makes the name; every apply creates another object';
  if (liveIsHidden)
    return 'The object as it is now could not be read, so there is nothing to compare with';
  return undefined;
}
