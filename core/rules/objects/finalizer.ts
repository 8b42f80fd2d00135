import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isNotKept, isStandardFinalizer } from './kinds.ts';

export const rule: Rule = {
  code: 'finalizer',
  severity: 'error',
  claims: 'value',
  summary:
    'A finalizer does not have the domain of its controller in front, or excludes another one.',
  source: inApiServer('core', 'validateKubeFinalizerName'),
  on: { types: ['meta.v1/ObjectMeta'] },
  check({ node, ctx }, report) {
    const both = ['orphan', 'foregroundDeletion'].map((name) =>
      list(get(node, 'finalizers')).find((item) => string(item) === name),
    );
    if (both[0] && both[1])
      report(both[1], '"orphan" is there, too: an object is deleted in one of the two ways');
    // Of custom resources the server asks for a name, not for a domain, and of events for nothing.
    if (isNotKept(ctx) || ctx.gvk.kind === 'Event' || !ctx.schema?.entry?.isKubernetes) return;
    const all = get(node, 'finalizers');
    for (const item of all?.type === 'seq' ? all.items : []) {
      const text = string(item);
      if (text && !text.includes('/') && !isStandardFinalizer(text)) {
        report(item, `"${text}" has no domain: write e.g. example.com/${text}`);
      }
    }
  },
};
