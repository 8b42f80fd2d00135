import { get } from '../../yaml/node.ts';
import { isSet, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { own } from '../../../shared/own.ts';
import { inApiServer } from '../sources.ts';
import { subjectFields } from './flowSubjects.ts';

export const rule: Rule = {
  code: 'flow-subject-other',
  severity: 'error',
  claims: 'value',
  summary: 'A subject of a flow schema has the field of another kind.',
  source: inApiServer('flowcontrol', 'ValidateFlowSchemaSubject'),
  since: '1.29',
  on: { types: ['flowcontrol.v1/Subject'] },
  check({ node }, report) {
    const kind = string(get(node, 'kind')) ?? '';
    const wanted = own(subjectFields, kind);
    for (const field of wanted ? Object.values(subjectFields) : []) {
      if (field !== wanted && isSet(get(node, field)))
        report(keyOf(node, field), `"${field}" is not for the kind ${kind}: remove it`);
    }
  },
};
