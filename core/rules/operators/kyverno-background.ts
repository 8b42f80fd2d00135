import { quote } from '../../formats/format.ts';
import { at, get } from '../../yaml/node.ts';
import { boolean, isFilled, isSet, keyOf, list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { writtenTexts } from './writtenTexts.ts';

export const rule: Rule = {
  code: 'kyverno-background',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'webhook',
  summary: 'A policy of Kyverno that also looks at what is there asks for the user of a request.',
  source: onPage('Kyverno', 'https://kyverno.io/docs/policy-reports/background/'),
  on: { kinds: ['kyverno.io/ClusterPolicy', 'kyverno.io/Policy'] },
  check({ ctx: { root, text } }, report) {
    const background = at(root, ['spec', 'background']);
    const isOff = background && isSet(background) && boolean(background) !== true;
    const rules = list(at(root, ['spec', 'rules']));
    if (isOff) return;
    for (const rule of rules)
      for (const part of ['match', 'exclude']) {
        const holder = get(rule, part);
        const filters = [holder, ...list(get(holder, 'any')), ...list(get(holder, 'all'))];
        for (const filter of filters)
          for (const key of ['roles', 'clusterRoles', 'subjects'])
            if (filter && isFilled(get(filter, key)))
              report(
                keyOf(filter, key),
                `what is there has no user, so ${quote(key)} cannot be asked for: ${advice}`,
              );
      }
    // What changes objects that are there has other variables.
    if (rules.some((rule) => isFilled(at(rule, ['mutate', 'targets'])))) return;
    for (const rule of rules)
      for (const [start, end] of writtenTexts(rule))
        for (const { index, 0: all, 1: name = '' } of text.slice(start, end).matchAll(ofUser)) {
          const from = start + index + all.length - name.length;
          report(
            [from, from + name.length],
            `what is there has no user, so ${quote(name)} is not known: ${advice}`,
          );
        }
  },
};

const advice = 'add "background: false" to "spec", or remove it';

const ofUser =
  /\{\{[^{}.]{0,40}?\b(serviceAccountName|serviceAccountNamespace|request\.(?:userInfo|roles|clusterRoles))\b/g;
