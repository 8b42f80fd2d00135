/** What templates of Argo need as inputs, and what those who call one of another object pass to it. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { isNeeded, namesIn, passedKinds } from '../model/argoInputs.ts';
import type { Visit } from '../walk/visit.ts';
import { at, get, items, text, type Node } from '../yaml/node.ts';
import type { InputFacts, KindName, Named, ObjectFacts, Reference } from './facts.ts';

/** Stands for the arguments of a whole workflow where a template is asked for by name: no template is called so. */
export const wholeWorkflow = '';

const group = 'argoproj.io';

/** By the name of the template; nothing where one of them is filled in, or gets something from elsewhere. */
export function inputFacts(kind: KindName, node: Node): Pick<ObjectFacts, 'inputs'> {
  if (kind.group !== group || !kind.kind.endsWith('WorkflowTemplate')) return {};
  const spec = get(node, 'spec');
  const templates = get(spec, 'templates');
  const names = namesIn(templates);
  // Defaults for all templates may declare something.
  if (!names || get(spec, 'workflowTemplateRef') || get(spec, 'templateDefaults')) return {};
  const all = items(templates).flatMap((template, index) =>
    inputsAt(names[index] ?? '', get(template, 'inputs')),
  );
  return { inputs: [...all, ...inputsAt(wholeWorkflow, get(spec, 'arguments'))] };
}

function inputsAt(template: string, holder: Node | undefined): InputFacts[] {
  return passedKinds.flatMap((what) => {
    const inputs = get(holder, what);
    const names = namesIn(inputs);
    if (!names || holder?.filledIn) return [];
    const needed = items(inputs).flatMap((input) =>
      isNeeded(input, what) ? (text(get(input, 'name')) ?? []) : [],
    );
    return [{ template, what, names, needed }];
  });
}

/** What stands beside the name of a template of another object. */
export function passedAt(
  { ctx, step, parent }: Visit,
  document: ManifestDocument,
): Pick<Reference, 'passed'> {
  const isWhole = step === 'workflowTemplateRef';
  if (ctx.gvk.group !== group || (!isWhole && step !== 'templateRef') || !parent) return {};
  // What starts a workflow in other ways passes its arguments elsewhere.
  if (isWhole && !/^(?:Cron)?Workflow$/.test(ctx.gvk.kind)) return {};
  const given = get(parent.node, 'arguments');
  if (given?.filledIn) return {};
  const lists = passedKinds.flatMap((what) => {
    const names = namesIn(get(given, what));
    return names ? [{ what, names: namedIn(get(given, what), document) }] : [];
  });
  return { passed: { lists, ...(isWhole && { isWhole: true }) } };
}

function namedIn(list: Node | undefined, document: ManifestDocument): Named[] {
  return items(list).flatMap((item) => {
    const name = at(item, ['name']);
    const written = text(name);
    return name && written !== undefined
      ? [{ text: written, range: document.rangeOf(name.span) }]
      : [];
  });
}
