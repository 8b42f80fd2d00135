import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { backendOf, type Backend } from '../../storage/backends.ts';
import { entries, get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'class-parameter-unknown',
  severity: 'warning',
  claims: 'advice',
  summary: 'A parameter of a class is none that its provisioner knows.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/storage/storage-classes/#parameters',
  ),
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  check({ ctx }, report) {
    const backend = backendOf(string(get(ctx.root, 'provisioner')) ?? '');
    for (const { key } of entries(get(ctx.root, 'parameters'))) {
      const names = key.source.startsWith(prefix) ? common : (backend?.parameters ?? []);
      if (names.length === 0 || isKnown(key.source, names)) continue;
      const guess = nearest(key.source, names);
      const who = key.source.startsWith(prefix) ? 'the provisioner' : (backend?.title ?? '');
      if (guess === undefined && !isRefused(key.source, backend)) continue;
      report(
        key,
        `${who} has no parameter ${quote(key.source)}${guess === undefined ? ': no volume is made with it, remove it' : `: did you mean ${quote(guess)}?`}`,
        guess === undefined
          ? {}
          : { fix: { title: `Replace with ${guess}`, edits: [[key.span, guess]] } },
      );
    }
  },
};

const prefix = 'csi.storage.k8s.io/';

/** What the program beside every CSI driver reads itself; it refuses others with this prefix. */
const common: readonly string[] = [
  'fstype',
  ...[
    'provisioner',
    'controller-publish',
    'controller-expand',
    'controller-modify',
    'node-stage',
    'node-publish',
    'node-expand',
  ].flatMap((step) => [`${step}-secret-name`, `${step}-secret-namespace`]),
].map((name) => `${prefix}${name}`);

function isKnown(name: string, names: readonly string[]): boolean {
  // Tags of AWS volumes are numbered.
  return (
    name.startsWith('tagSpecification_') ||
    names.some((each) => each.toLowerCase() === name.toLowerCase())
  );
}

function isRefused(name: string, backend: Backend | undefined): boolean {
  return name.startsWith(prefix) || backend?.refusesOthers === true;
}
