import { quote } from '../formats/format.ts';
import { get } from '../yaml/node.ts';
import type { Check } from './check.ts';
import { isWritten, releasesOf } from './helmfileReleases.ts';

export const helmfileRepeated: Check = {
  code: 'helmfile-release-repeated',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary: 'Two releases of a helmfile have one name in one namespace.',
  of: 'files',
  check({ parent, ctx: { schema, root } }, report) {
    if (parent || schema?.file?.reader !== 'helmfile') return;
    const seen = new Map<string, boolean>();
    for (const { node, nameNode, name, namespace, context } of releasesOf(root) ?? []) {
      if (namespace === undefined || context === undefined) continue;
      // A condition may leave one of the two out.
      if (isWritten(get(node, 'condition'))) continue;
      const key = JSON.stringify([context, namespace, name]);
      const isLabelled = isWritten(get(node, 'labels'));
      const before = seen.get(key);
      seen.set(key, isLabelled);
      if (before === undefined) continue;
      const where = namespace === '' ? '' : ` in namespace ${quote(namespace)}`;
      report(
        nameNode,
        `another release is called ${quote(name)}${where}: rename one of them`,
        // A selector of labels may tell them apart.
        before && isLabelled ? { severity: 'warning' } : {},
      );
    }
  },
};
