/** The fix that moves a secret out of a file of Trino in a ConfigMap: Trino reads `${ENV:NAME}`. The value stands in the edit only. */
import type { KnownEntry } from '../../embedded/configText.ts';
import type { Fix } from '../../findings/finding.ts';
import type { Visit } from '../../walk/visit.ts';
import { at, text as textOf } from '../../yaml/node.ts';
import { secretBehind, secretName } from '../containers/newSecret.ts';

/** Undefined where the file may be of another program, or where no document can stand behind the ConfigMap. */
export function movedToVariable(
  { ctx, config, step }: Visit,
  { key, value, valueSpan }: KnownEntry,
): Fix | undefined {
  const object = textOf(at(ctx.root, ['metadata', 'name']));
  const isOfTrino = config?.annotation.of === 'trino' && config.annotation.refusesUnknown === true;
  if (!isOfTrino || ctx.gvk.kind !== 'ConfigMap' || !object || value === undefined)
    return undefined;
  if (typeof step !== 'string') return undefined;
  const file = step.replace(/\.properties$/, '');
  const variable = `${file}_${key}`.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
  const secret = secretName([object, file, key]);
  const behind = secretBehind(ctx, { name: secret, data: [[variable, value]] });
  return (
    behind && {
      title: 'Move the value into a Secret, which the pods have to name under envFrom',
      edits: [[valueSpan, `\${ENV:${variable}}`], behind],
    }
  );
}
