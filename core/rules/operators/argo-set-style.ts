import { quote } from '../../formats/format.ts';
import { get } from '../../yaml/node.ts';
import { isSet } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { usesGoTemplates } from './applicationSets.ts';
import { writtenTexts } from './writtenTexts.ts';

export const rule: Rule = {
  code: 'argo-set-style',
  severity: 'warning',
  claims: 'advice',
  summary: 'A parameter of an ApplicationSet is written in the style that the set does not use.',
  source: onPage(
    'Argo CD',
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/GoTemplate/',
  ),
  on: { kinds: ['argoproj.io/ApplicationSet'] },
  check({ ctx: { root, text } }, report) {
    const spec = get(root, 'spec');
    const template = get(spec, 'template');
    const isGo = spec && usesGoTemplates(spec);
    if (!template || !isSet(get(spec, 'generators')) || isGo === undefined) return;
    for (const [start, end] of writtenTexts(template))
      for (const { index, 0: all, 1: name = '' } of text.slice(start, end).matchAll(parameter)) {
        const hasPoint = name.startsWith('.');
        if (hasPoint === isGo || ofHelm.test(name)) continue;
        if (isGo && !isPlainParameter(name)) continue;
        const from = start + index + all.indexOf(name);
        const span = [from, from + name.length] as const;
        if (isGo)
          report(span, `"goTemplate: true" reads ${quote(name)} as a function: write .${name}`, {
            fix: { title: `Replace with .${name}`, edits: [[span, `.${name}`]] },
          });
        else
          report(
            span,
            `without "goTemplate: true" ${quote(name)} is left as it stands: add that to "spec", or write ${name.slice(1)}`,
          );
      }
  },
};

/** With points between, or one of the names that generators make: another word may be a function. */
function isPlainParameter(name: string): boolean {
  return /^[a-z]\w*\./i.test(name) || generated.has(name);
}

const generated: ReadonlySet<string> = new Set([
  ...['name', 'nameNormalized', 'server', 'project', 'cluster', 'url', 'branch', 'path', 'sha'],
  ...['number', 'organization', 'repository', 'head_sha', 'env', 'environment', 'namespace'],
]);

/** A name alone: what a function is given has the form of the language. */
const parameter = /\{\{-?[ ]?(\.?[A-Za-z_][\w.-]{0,100})[ ]?-?\}\}/g;
/** In the file of a chart Helm fills in first. */
const ofHelm = /^\.(?:Values|Release|Chart|Capabilities|Files|Template)\b/;
