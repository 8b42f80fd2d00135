/** What a namespace may use and must keep to: quotas and limit ranges. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { at, entries, get, items, text, type Node } from '../yaml/node.ts';
import type { KindName, LimitFacts, QuotaFacts } from './facts.ts';
import { amountsOf } from './podFacts.ts';

export function quotaFacts(
  { group, kind }: KindName,
  object: Node,
  document: ManifestDocument,
): QuotaFacts | undefined {
  if (group !== '' || kind !== 'ResourceQuota') return undefined;
  const spec = get(object, 'spec');
  const hard = get(spec, 'hard');
  const amounts = amountsOf(hard);
  return {
    // It counts some pods only, and which they are is not worked out.
    isScoped: items(get(spec, 'scopes')).length > 0 || get(spec, 'scopeSelector') !== undefined,
    hard: entries(hard).flatMap(({ key, value }) => {
      const amount = amounts[key.source];
      if (amount === undefined || value.type !== 'scalar') return [];
      const keyRange = document.rangeOf(key.span);
      const written = { text: value.source, range: document.rangeOf(value.span) };
      return [{ resource: { text: key.source, range: keyRange }, amount, written }];
    }),
  };
}

export function limitFacts({ group, kind }: KindName, object: Node): LimitFacts[] | undefined {
  if (group !== '' || kind !== 'LimitRange') return undefined;
  return items(at(object, ['spec', 'limits'])).map((limit) => ({
    type: text(get(limit, 'type')) ?? '',
    min: amountsOf(get(limit, 'min')),
    max: amountsOf(get(limit, 'max')),
    // What has a limit has a default request, too.
    defaults: [
      ...new Set(
        ['default', 'defaultRequest', 'max'].flatMap((key) =>
          Object.keys(amountsOf(get(limit, key))),
        ),
      ),
    ],
  }));
}
