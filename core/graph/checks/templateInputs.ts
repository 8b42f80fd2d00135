/** Arguments that are passed to a template of another object, as a step, a task or a whole workflow does. */
import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import type { InputFacts, Named, Passed, Reference } from '../facts.ts';
import type { KnownObject } from '../graph.ts';
import { resolve } from '../resolve.ts';
import { wholeWorkflow } from '../templateInputs.ts';
import { related, type LinkedCheck, type LinkedCode, type LinkedReporter } from './linked.ts';

export const argumentMissing: LinkedCode = {
  code: 'argo-template-argument-missing',
  severity: 'error',
  summary:
    'An input of a template in a WorkflowTemplate has no default, and who calls it does not pass it.',
};

export const argumentUnknown: LinkedCode = {
  code: 'argo-template-argument-unknown',
  severity: 'warning',
  summary: 'An argument is passed to a template in a WorkflowTemplate that has no such input.',
};

export const templateInputs: LinkedCheck = {
  codes: [argumentMissing, argumentUnknown],
  check({ facts }, { graph, isNamespaced }, report) {
    for (const reference of facts.references) {
      const { passed } = reference;
      if (!passed || !graph.isWhole) continue;
      const { targets } = resolve(graph, facts, reference, isNamespaced(reference) !== false);
      const [target, ...others] = targets;
      const inputs = target?.isMade === false ? target.by.facts.inputs : undefined;
      if (!target || !inputs || others.length > 0) continue;
      const called = passed.isWhole ? wholeWorkflow : templateOf(reference)?.text;
      for (const each of inputs)
        if (each.template === called) checkInputs(reference, passed, each, target.by, report);
    }
  },
};

function templateOf({ parts = [] }: Reference): Named | undefined {
  return parts.find(({ field }) => field === 'template');
}

function checkInputs(
  reference: Reference,
  { lists, isWhole }: Passed,
  { what, names, needed }: InputFacts,
  target: KnownObject,
  report: LinkedReporter,
): void {
  const given = lists.find((list) => list.what === what)?.names;
  if (!given) return;
  const word = what === 'parameters' ? 'parameter' : 'artifact';
  const template = templateOf(reference);
  const whose = template
    ? `template ${quote(template.text)} of ${reference.kind} ${quote(reference.name.text)}`
    : `${reference.kind} ${quote(reference.name.text)}`;
  const free = names.filter((name) => !given.some(({ text }) => text === name));
  const guesses = new Set<string>();
  for (const { text, range } of given) {
    if (names.includes(text)) continue;
    const guess = nearest(text, free);
    // A workflow may have arguments that its templates read beside those of the WorkflowTemplate.
    if (guess === undefined && isWhole) continue;
    if (guess !== undefined) guesses.add(guess);
    const advice = guess === undefined ? ', so nothing reads it: remove it' : `: write ${guess}`;
    report(argumentUnknown, range, `${whose} has no ${word} ${quote(text)}${advice}`, {
      related: related(target),
      ...(guess === undefined
        ? { severity: 'information' }
        : { fix: { title: `Change to ${guess}`, range, newText: guess } }),
    });
  }
  const missing = needed.find((name) => free.includes(name) && !guesses.has(name));
  if (missing === undefined) return;
  report(
    argumentMissing,
    (template ?? reference.name).range,
    `${whose} needs the ${word} ${quote(missing)}: add it to "arguments", or give it a default there`,
    // Whoever submits a whole workflow may pass it.
    { related: related(target), ...(isWhole && { severity: 'warning' }) },
  );
}
