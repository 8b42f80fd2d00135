import { at, get, type Node } from '../../yaml/node.ts';
import { containersOf } from '../containers/podSpec.ts';
import type { Reporter } from '../../checks/check.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

/** What an annotation says, to the type that the field has to have then. */
const types: ReadonlyMap<string, string> = new Map([
  ['unconfined', 'Unconfined'],
  ['runtime/default', 'RuntimeDefault'],
  ['docker/default', 'RuntimeDefault'],
]);

export const rule: Rule = {
  code: 'seccomp-differs',
  severity: 'error',
  claims: 'value',
  summary: 'The old annotation and the field name different seccomp profiles.',
  source: inApiServer('core', 'validateSeccompAnnotationsAndFieldsMatch'),
  on: { kinds: ['Pod'] },
  check({ ctx: { root } }, report) {
    const annotations = at(root, ['metadata', 'annotations']);
    const spec = get(root, 'spec');
    if (!annotations || !spec) return;
    const ofPod = get(annotations, 'seccomp.security.alpha.kubernetes.io/pod');
    compare(ofPod, get(spec, 'securityContext'), report);
    for (const container of containersOf(spec)) {
      const key = `container.seccomp.security.alpha.kubernetes.io/${string(get(container, 'name')) ?? ''}`;
      compare(get(annotations, key), get(container, 'securityContext'), report);
    }
  },
};

function compare(annotation: Node | undefined, context: Node | undefined, report: Reporter): void {
  const type = at(context, ['seccompProfile', 'type']);
  const said = string(annotation);
  if (!type || said === undefined) return;
  const wanted = types.get(said) ?? (said.startsWith('localhost/') ? 'Localhost' : undefined);
  const written = string(type);
  if (written !== undefined && wanted !== written)
    report(
      type,
      `the seccomp annotation says ${said}, this field ${written}: remove the annotation`,
    );
}
