import { get, type Node } from '../../yaml/node.ts';
import { list, string, boolean } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isNotKept } from './kinds.ts';

export const rule: Rule = {
  code: 'owner-repeated',
  severity: 'warning',
  claims: 'advice',
  summary: 'An object has the same owner twice.',
  source: inApiServer('apiserver/pkg/endpoints/handlers/rest.go', 'dedupOwnerReferences'),
  on: { types: ['meta.v1/ObjectMeta'] },
  check({ node, ctx }, report) {
    if (isNotKept(ctx)) return;
    const seen = new Set<string>();
    for (const owner of list(get(node, 'ownerReferences'))) {
      const id = identityOf(owner);
      if (id === undefined) continue;
      if (seen.has(id))
        report(owner, 'this owner is in the list already, and the server drops it: remove it');
      seen.add(id);
    }
  },
};

/** Two references are one where all of it is the same. */
function identityOf(owner: Node): string | undefined {
  const texts = ['apiVersion', 'kind', 'name', 'uid'].map((key) => string(get(owner, key)));
  const flags = ['controller', 'blockOwnerDeletion'].map((key) => boolean(get(owner, key)));
  return texts.includes(undefined) ? undefined : JSON.stringify([texts, flags]);
}
