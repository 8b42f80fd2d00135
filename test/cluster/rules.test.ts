// The API server's word on the rules: it refuses what a rule of severity error calls wrong, for the same cause, and takes the rest.
import { beforeAll, expect, test } from 'vitest';
import { installOwnKinds } from '../../scripts/installOwnKinds.ts';
import { rules, rulesBySubject } from '../../core/rules/index.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { allRuleExamples } from '../harness/ruleExamples.ts';
import type { Mark } from '../../tools/rules/exampleFile.ts';
import { isNear, markedPath, stepsOf, type Cause } from './causes.ts';
import { sendManifest } from './sendManifest.ts';

/** What charts, operators and programs make of values, resources and texts is not for the server to say. */
const others: readonly { readonly code: string }[] = [
  ...rules.filter(({ severity, enforcedBy }) => severity === 'error' && enforcedBy === 'program'),
  ...rulesBySubject.spark,
  ...rulesBySubject.charts,
  ...rulesBySubject.configuration,
];
/** The group of custom kinds that this server has. */
const installed = 'source.toolkit.fluxcd.io';
const builtIn = allRuleExamples().filter(
  ({ code, text }) =>
    rules.some((rule) => rule.code === code) &&
    !others.some((rule) => rule.code === code) &&
    isServed(text),
);

/** Kinds of Kubernetes itself, and those that are installed here. */
function isServed(text: string): boolean {
  const apiVersion = /^apiVersion: ([\w./-]+)/m.exec(text)?.[1] ?? '';
  const [group = ''] = apiVersion.split('/');
  const isBuiltIn = !group.includes('.') || group.endsWith('.k8s.io');
  return (isBuiltIn && !group.includes('snapshot')) || group === installed;
}

const claimsOf = new Map(rules.map(({ code, claims }) => [code, claims]));

/** Fields that the server blames where the rule marks what the author wrote wrong, or the place where something is missing. */
const otherFields: Readonly<Record<string, string | readonly string[]>> = {
  'affinity-label-key-twice': [
    'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys[0]',
    // Without the name of the list, where the key is in the selector.
    'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0][0]',
    'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution.matchLabelKeys[0]',
    'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys',
  ],
  alternatives: '<nil>',
  'claim-template-name': 'spec.template.spec.volumes[0].name',
  'data-key-twice': 'data[logo]',
  'http-header': 'spec.containers[0].livenessProbe.httpGet.httpHeaders',
  'huge-pages-alone': 'spec.containers[0].resources',
  'ingress-class-twice': 'annotations.kubernetes.io/ingress.class',
  'mount-propagation': 'spec.containers[0].volumeMounts.mountPropagation',
  'mount-recursive-read-only': 'spec.containers[0].volumeMounts.recursiveReadOnly',
  'pod-limit-exceeded': 'spec.resources.containers[0][cpu].limits',
  'projected-path-conflict': 'spec.volumes[0].projected',
  'quota-best-effort': 'spec.scopes',
  'quota-scope-selector': 'spec.scopeSelector.matchExpressions.operator',
  'resize-policy': [
    'spec.containers[0].resizePolicy',
    'spec.initContainers[0].resizePolicy[0].restartPolicy',
  ],
  'resource-field-container': 'spec.volumes[0].downwardAPI.resourceFieldRef.containerName',
  'resource-limit-required': 'spec.containers[0].resources.limits',
  'secret-docker-config': 'data[.dockerconfigjson]',
  'secret-keys': ['data[tls.key]', 'data[username]'],
  'secret-ssh-key': 'data[ssh-privatekey]',
  'secret-token-account': 'metadata.annotations[kubernetes.io/service-account.name]',
  'selector-mismatch': 'spec.template.metadata.labels',
  'share-process-namespace': 'spec.securityContext.shareProcessNamespace',
  'spread-label-keys': [
    'spec.topologySpreadConstraints[0].matchLabelKeys',
    'spec.topologySpreadConstraints[0][0]',
  ],
  'volume-size': 'spec.resources[storage]',
};

/** Reasons that the server gives where ours would be another one: `Required` for what is absent, and for nothing else. */
const otherReasons: Readonly<Record<string, string | readonly string[]>> = {
  'affinity-label-keys': 'Forbidden',
  'claim-template-name': ['Invalid', 'Required'],
  alternatives: ['Required', 'Invalid'],
  'class-parameter-name': 'Invalid',
  'data-source-group': 'Invalid',
  'failure-policy-fail-index': 'Invalid',
  'high-completions': 'Required',
  'hpa-target': 'Invalid',
  'huge-pages-alone': 'Forbidden',
  'ingress-path-required': 'Invalid',
  'ingress-rules': 'Invalid',
  'job-restart-policy': 'Required',
  'node-field-values': 'Required',
  'one-of-required': ['Required', 'Invalid'],
  'priority-level-type': ['Required', 'Forbidden'],
  'selector-empty': 'Invalid',
  'selector-values-number': 'Required',
  'spread-label-keys': ['Forbidden', 'Invalid'],
  'toleration-key-required': 'Invalid',
  'volume-attributes-class': 'Required',
};

await controlPlaneOrSkip('rules and a real API server', { apiServerOnly: true }, (controlPlane) => {
  // What rules say of custom resources in general is shown on kinds that are small.
  beforeAll(() => installOwnKinds(controlPlane(), [installed]));

  test.each(examples('bad'))(
    '%s: the bad example is refused for the same cause if it is an error',
    async (code, source, marks) => {
      const isError = marks.some(({ words }) => words.startsWith('error['));
      const answer = await sendManifest(controlPlane(), source, {
        isForReal: code === 'node-port-number',
      });
      expect(answer.status, `${source}\n${answer.message}`).toBe(isError ? 'refused' : 'accepted');
      if (!isError) return;
      expect(marks.map((mark) => [mark, causeAt(code, source, mark, answer.causes)])).toEqual(
        marks.map((mark) => [mark, expect.objectContaining({ reason: expect.any(String) })]),
      );
      const reasons = answer.causes.map(({ reason }) => reason.replace('FieldValue', ''));
      const expected =
        otherReasons[code] ?? (claimsOf.get(code) === 'absence' ? 'Required' : undefined);
      if (expected === undefined) expect(reasons).not.toContain('Required');
      else
        expect(
          reasons.some((reason) => [expected].flat().includes(reason)),
          reasons.join(),
        ).toBe(true);
    },
  );

  test.each(examples('good'))('%s: the good example is accepted', async (_code, source) => {
    const { status, message } = await sendManifest(controlPlane(), source);
    expect(status, `${source}\n${message}`).toBe('accepted');
  });
});

function examples(which: 'bad' | 'good'): [string, string, Mark[]][] {
  return builtIn
    .filter(({ kind }) => kind === which)
    .map(({ code, text, marks }) => [code, text, marks]);
}

/** What the server says of the field that is marked. */
function causeAt(
  code: string,
  source: string,
  mark: Mark,
  causes: readonly Cause[],
): Cause | undefined {
  const path = markedPath(source, mark);
  const others = [otherFields[code] ?? []].flat();
  return causes.find(({ field }) =>
    others.length === 0 ? isNear(path, stepsOf(field)) : others.includes(field),
  );
}
