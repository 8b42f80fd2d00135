/** Pods against the Pod Security level that the labels of their namespace enforce. */
import { quote } from '../../formats/format.ts';
import type { Range } from '../../model/manifestDocument.ts';
import type { Named, PodFacts } from '../facts.ts';
import type { KnownObject } from '../graph.ts';
import { related, type LinkedCheck, type LinkedCode, type LinkedReporter } from './linked.ts';

export const podSecurityCode: LinkedCode = {
  code: 'pod-security',
  severity: 'warning',
  summary: 'A pod breaks the Pod Security level of its namespace.',
};

export const podSecurity: LinkedCheck = {
  codes: [podSecurityCode],
  check(object, { graph }, report) {
    const { namespace, pods, kind } = object.facts;
    if (namespace === undefined || pods.length === 0) return;
    const spaces = graph.named({ group: '', kind: 'Namespace' }, namespace);
    const [space] = spaces;
    const level = space?.by.facts.labels['pod-security.kubernetes.io/enforce'];
    if (!space || spaces.length > 1 || (level !== 'baseline' && level !== 'restricted')) return;
    for (const pod of pods) checkPod({ pod, level, kind, space: space.by }, report);
  },
};

interface Checked {
  readonly pod: PodFacts;
  readonly level: 'baseline' | 'restricted';
  readonly kind: string;
  readonly space: KnownObject;
}

function checkPod({ pod, level, kind, space }: Checked, report: LinkedReporter): void {
  const { baseline = [], restricted = [] } = pod.security ?? {};
  const all = level === 'baseline' ? baseline : [...baseline, ...restricted];
  for (const { range, words } of byPlace(all))
    report(
      podSecurityCode,
      range,
      `namespace ${quote(space.facts.name.text)} enforces the Pod Security level ${level}, and the pod has ${words.join(', ')}: ${kind === 'Pod' ? 'it is refused' : 'its pods are refused'}`,
      { related: related(space), ...(kind === 'Pod' && { severity: 'error' }) },
    );
}

/** What is missing in one container is told once. */
function byPlace(all: readonly Named[]): { readonly range: Range; readonly words: string[] }[] {
  const places = new Map<string, { readonly range: Range; readonly words: string[] }>();
  for (const { range, text } of all) {
    const key = `${range.start.line} ${range.start.character}`;
    const known = places.get(key);
    if (known) known.words.push(text);
    else places.set(key, { range, words: [text] });
  }
  return [...places.values()];
}
