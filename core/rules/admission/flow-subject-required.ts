import { get } from '../../yaml/node.ts';
import { isSet, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { own } from '../../../shared/own.ts';
import { inApiServer } from '../sources.ts';
import { subjectFields } from './flowSubjects.ts';

export const rule: Rule = {
  code: 'flow-subject-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A subject of a flow schema does not have the field of its kind.',
  source: inApiServer('flowcontrol', 'ValidateFlowSchemaSubject'),
  since: '1.29',
  on: { types: ['flowcontrol.v1/Subject'] },
  check(visit, report) {
    const kind = string(get(visit.node, 'kind')) ?? '';
    const wanted = own(subjectFields, kind);
    if (wanted && !isSet(get(visit.node, wanted)))
      report(placeOfVisit(visit), `a subject of kind ${kind} needs "${wanted}": add it`);
  },
};
