// Since when fields of Kubernetes' own types are there, and which feature gate they need: schemas/kubernetes/history.json as
// annotations of the fields (`x-since`, `x-feature`), and of the types for what is gone (`x-former`).

import type { Feature } from '../../core/schema/feature.ts';
import type { FormerField } from '../../core/schema/schema.ts';
import type { FieldHistory, History } from '../kubernetes/history.ts';
import type { Bundles } from './walk.ts';

/** Changes the bundles in place. What is annotated already stays as it is. */
export function annotateHistory(bundles: Bundles, history: History): void {
  for (const [bundle, definitions] of Object.entries(bundles)) {
    if (!bundle.startsWith('io.k8s.')) continue;
    for (const [name, schema] of Object.entries(definitions)) {
      const fields = history.fields[`${bundle}.${name}`] ?? {};
      const former: Record<string, FormerField> = {};
      for (const [field, { since, until, gates }] of Object.entries(fields)) {
        const own = schema.properties?.[field];
        if (until !== undefined) former[field] = { ...(since !== undefined && { since }), until };
        if (!own || until !== undefined) continue;
        if (since !== undefined) own['x-since'] = since;
        if (gates) own['x-feature'] = featureOf(gates, history);
      }
      if (Object.keys(former).length > 0) schema['x-former'] = former;
    }
  }
}

/** All of the gates are needed: the last one that is on decides. */
export function featureOf(
  gates: NonNullable<FieldHistory['gates']>,
  { gates: known }: Pick<History, 'gates'>,
): Feature {
  const histories = gates.map((gate) => known[gate] ?? {});
  const isEverOn = histories.every(({ on }) => on !== undefined);
  const on = histories
    .flatMap((each) => each.on ?? [])
    .sort(byMinor)
    .at(-1);
  const [off] = histories.flatMap((each) => each.off ?? []).sort(byMinor);
  return {
    gates: [...gates],
    ...(isEverOn && on !== undefined && { on }),
    ...(isEverOn && off !== undefined && { off }),
  };
}

const byMinor = (one: string, other: string): number =>
  Number(one.split('.')[1]) - Number(other.split('.')[1]);
