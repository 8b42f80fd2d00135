// The dry run of an apply, with its progress shown.
import type { ClusterSession, Plan, PlanOptions } from '../api.ts';
import type { ApplyUi, SourceDocument } from './applyUi.ts';
import { refText } from './words.ts';

/** Undefined when the user stopped it, or where it failed: then the reason was told. */
export async function dryRun(
  session: ClusterSession,
  sources: readonly SourceDocument[],
  options: PlanOptions,
  ui: ApplyUi,
): Promise<Plan | undefined> {
  const planned = await ui.progress(
    `Dry run against context ${session.context.name}`,
    (signal, tell) =>
      session.plan(
        sources.map(({ document }) => document),
        {
          ...options,
          signal,
          onWait: (text) => tell(text),
          onProgress: (done, total, entry) => {
            tell(`${done} of ${total}: ${refText(entry.ref)}`, 100 / total);
          },
        },
      ),
  );
  if (planned.ok) return planned.value;
  if (planned.error.code !== 'cancelled') ui.fail(planned.error.message);
  return undefined;
}
