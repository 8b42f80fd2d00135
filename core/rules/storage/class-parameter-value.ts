import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { backendOf } from '../../storage/backends.ts';
import { valuesOf, type ParameterValues } from '../../storage/parameterValues.ts';
import { entries, get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'class-parameter-value',
  severity: 'warning',
  claims: 'advice',
  summary:
    'A parameter of a class has a value that its provisioner refuses, or takes for another one.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/storage/storage-classes/#parameters',
  ),
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  check({ ctx }, report) {
    const backend = backendOf(string(get(ctx.root, 'provisioner')) ?? '');
    if (!backend) return;
    for (const { key, value } of entries(get(ctx.root, 'parameters'))) {
      const taken = valuesOf(backend, key.source);
      const text = string(value);
      if (!taken || text === undefined) continue;
      const wrong = wrongPart(text, taken);
      if (wrong === undefined) continue;
      const guess = nearest(wrong, taken.oneOf ?? []);
      if (guess === undefined && taken.isOpen) continue;
      const advice =
        guess === undefined
          ? `write ${taken.write ?? `one of ${(taken.oneOf ?? []).join(', ')}`}`
          : `did you mean ${quote(guess)}?`;
      report(
        value,
        `${backend.title} takes no ${quote(wrong)} for ${quote(key.source)}: ${advice}`,
        guess === undefined || text !== wrong
          ? {}
          : { fix: { title: `Replace with ${guess}`, edits: [[value.span, guess]] } },
      );
    }
  },
};

function wrongPart(text: string, { oneOf, isList, like }: ParameterValues): string | undefined {
  if (like) return like.test(text) ? undefined : text;
  const known = new Set(oneOf?.map((each) => each.toLowerCase()));
  const parts = isList ? text.split(',').map((part) => part.trim()) : [text];
  return parts.find((part) => !known.has(part.toLowerCase()));
}
