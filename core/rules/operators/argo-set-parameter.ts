import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { get } from '../../yaml/node.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { parametersOf, usesGoTemplates } from './applicationSets.ts';
import { writtenTexts } from './writtenTexts.ts';

export const rule: Rule = {
  code: 'argo-set-parameter',
  severity: 'warning',
  claims: 'advice',
  summary: 'The template of an ApplicationSet reads a parameter that its generators do not make.',
  source: onPage(
    'Argo CD',
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Template/',
  ),
  on: { kinds: ['argoproj.io/ApplicationSet'] },
  check({ ctx: { root, text } }, report) {
    const spec = get(root, 'spec');
    const template = get(spec, 'template');
    const isGo = spec && usesGoTemplates(spec);
    const names = spec && parametersOf(spec);
    if (!template || isGo === undefined || !names || names.size === 0) return;
    for (const [start, end] of writtenTexts(template))
      for (const { index, 0: all, 1: point = '', 2: name = '' } of text
        .slice(start, end)
        .matchAll(parameter)) {
        if ((point === '.') !== isGo || names.has(name) || ofHelm.test(name)) continue;
        const from = start + index + all.indexOf(name);
        const span = [from, from + name.length] as const;
        const guess = nearest(name, [...names]);
        const what =
          guess === undefined
            ? `the list has ${[...names].slice(0, 5).map(quote).join(', ')}`
            : `write ${guess}`;
        report(
          span,
          `no element of the list has ${quote(name)}: ${what}`,
          partReplacedBy(span, guess),
        );
      }
  },
};

/** A name alone: what a function is given may be made before. */
const parameter = /\{\{-?[ ]?(\.?)([A-Za-z_][\w.-]{0,100})[ ]?-?\}\}/g;
/** In the file of a chart Helm fills in first. */
const ofHelm = /^(?:Values|Release|Chart|Capabilities|Files|Template)\b/;
