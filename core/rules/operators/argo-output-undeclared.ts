import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { at, get, text } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { callsOf, namesIn, ofOthers, templatesOf } from './argoCalls.ts';
import { writtenTexts } from './writtenTexts.ts';

export const rule: Rule = {
  code: 'argo-output-undeclared',
  severity: 'error',
  claims: 'reference',
  enforcedBy: 'operator',
  summary: 'A variable stands for an output that the template of the step or task does not have.',
  source: onPage('Argo Workflows', 'https://argo-workflows.readthedocs.io/en/latest/variables/'),
  on: { types: ['argo-workflows/WorkflowSpec'] },
  check({ node: spec, ctx }, report) {
    const templates = templatesOf(spec);
    if (!templates) return;
    for (const template of templates.values()) {
      const calls = callsOf(template, templates);
      if (calls.length === 0) continue;
      for (const [start, end] of writtenTexts(template, ofOthers))
        for (const { index, 0: all, 1: step = '', 2: what = '', 3: name = '' } of ctx.text
          .slice(start, end)
          .matchAll(variable)) {
          const callee = calls.find((call) => call.name === step)?.template;
          const outputs = callee && namesIn(at(callee, ['outputs', what]));
          // Argo keeps logs as artifacts that nobody declares.
          if (!outputs || outputs.includes(name) || name.endsWith('-logs')) continue;
          const from = start + index + all.length - name.length;
          const span = [from, from + name.length] as const;
          const guess = nearest(name, outputs);
          const of = text(get(callee, 'name'));
          const whose = of === undefined ? 'the template' : `template ${quote(of)}`;
          const advice =
            guess === undefined ? `declare it under "outputs.${what}"` : `write ${guess}`;
          report(span, `${whose} has no output ${quote(name)}: ${advice}`, {
            ...(guess !== undefined && {
              fix: { title: `Replace with ${guess}`, edits: [[span, guess]] },
            }),
          });
        }
    }
  },
};

const variable =
  /\{\{[ ]?(?:steps|tasks)\.([\w-]{1,100})\.outputs\.(parameters|artifacts)\.([\w-]{1,100})(?=[ }])/g;
