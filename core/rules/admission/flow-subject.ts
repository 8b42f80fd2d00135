import { own } from '../../../shared/own.ts';
import { get } from '../../yaml/node.ts';
import { isSet, keyOf, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

const FIELD_OF_KIND: Record<string, string> = {
  Group: 'group',
  ServiceAccount: 'serviceAccount',
  User: 'user',
};

export const rule: Rule = {
  code: 'flow-subject',
  severity: 'error',
  claims: 'value',
  summary: 'A subject of a flow schema has the field of its kind and no other.',
  on: { types: ['flowcontrol.v1/Subject'] },
  check(visit, report) {
    const { node } = visit;
    const kind = string(get(node, 'kind')) ?? '';
    const wanted = own(FIELD_OF_KIND, kind);
    if (!wanted) return;
    if (!isSet(get(node, wanted)))
      report(placeOfVisit(visit), `a subject of kind ${kind} needs "${wanted}": add it`);
    for (const field of Object.values(FIELD_OF_KIND)) {
      if (field !== wanted && isSet(get(node, field)))
        report(keyOf(node, field), `"${field}" is not for the kind ${kind}: remove it`);
    }
  },
};
