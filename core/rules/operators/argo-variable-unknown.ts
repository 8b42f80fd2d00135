import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { spanOfPart, tagsIn } from './argoTags.ts';
import { ofOthers } from './argoCalls.ts';

/** What may follow the first part of a variable. `outputs` of a template itself are not looked at. */
const known: ReadonlyMap<string, readonly string[]> = new Map([
  ['inputs', ['parameters', 'artifacts']],
  ['pod', ['name']],
  [
    'workflow',
    [
      ...['name', 'namespace', 'mainEntrypoint', 'serviceAccountName', 'uid', 'parameters'],
      // Argo does not list it among its variables, and yet people write it.
      'artifacts',
      ...['annotations', 'labels', 'priority', 'status', 'failures', 'outputs'],
      ...['creationTimestamp', 'scheduledTime', 'duration'],
    ],
  ],
]);

/** What may follow the name of a step or a task. */
const ofCalls = [
  ...['status', 'id', 'startedAt', 'finishedAt', 'hostNodeName', 'ip', 'exitCode', 'outputs'],
  ...['name', 'message', 'inputs', 'duration'],
];

export const rule: Rule = {
  code: 'argo-variable-unknown',
  severity: 'error',
  claims: 'reference',
  enforcedBy: 'operator',
  summary: 'A variable of a workflow template is none of those that Argo has.',
  source: onPage('Argo Workflows', 'https://argo-workflows.readthedocs.io/en/latest/variables/'),
  on: { types: ['argo-workflows/Template'] },
  check({ node: template, step, ctx }, report) {
    if (step === 'templateDefaults') return;
    for (const tag of tagsIn(ctx.text, template, ofOthers)) {
      const [root = '', first, second] = tag.parts;
      const isCall = root === 'steps' || root === 'tasks';
      const part = isCall ? second : first;
      const names = isCall ? ofCalls : known.get(root);
      if (part === undefined || !names || names.includes(part)) continue;
      const span = spanOfPart(tag, isCall ? 2 : 1);
      const guess = nearest(part, names);
      const what =
        guess === undefined ? `there are ${names.slice(0, 6).join(', ')}` : `write ${guess}`;
      report(
        span,
        `${quote(`${root}.`)} has no variable ${quote(part)}: ${what}`,
        partReplacedBy(span, guess),
      );
    }
  },
};
