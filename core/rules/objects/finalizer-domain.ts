import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isStandardFinalizer } from './kinds.ts';

export const rule: Rule = {
  code: 'finalizer-domain',
  severity: 'warning',
  claims: 'advice',
  summary: 'A finalizer of a custom resource does not have the domain of its controller in front.',
  source: inApiServer(
    'apiextensions-apiserver/pkg/registry/customresource/strategy.go',
    'validateKubeFinalizerName',
  ),
  on: { types: ['meta.v1/ObjectMeta'] },
  check({ node, ctx }, report) {
    // Of its own kinds the server refuses such a name.
    if (!ctx.schema?.entry || ctx.schema.entry.isKubernetes) return;
    for (const item of list(get(node, 'finalizers'))) {
      const text = string(item);
      if (text === undefined || text.includes('/') || isStandardFinalizer(text)) continue;
      // The name that the controller of the kind itself reads, as that of Argo CD.
      if (text.endsWith(`.${ctx.gvk.group}`)) continue;
      if (text.includes('.'))
        report(
          item,
          'the server warns of a finalizer without a path, as another controller may have the same: write one, e.g. example.com/cleanup, where the controller of this kind reads it',
          { severity: 'information' },
        );
      else
        report(
          item,
          `"${text}" may be that of another controller, too: put its domain in front, e.g. example.com/${text}`,
        );
    }
  },
};
