/** What the Spark operator's webhook refuses, and where driver and executor contradict the application. */
import { at, entries, entry, get, type Node } from '../../documents/node.ts';
import { manifest, spark } from '../examples.ts';
import {
  boolean,
  isFilled,
  isSet,
  keyOf,
  list,
  number,
  placeOf,
  placeOfVisit,
  string,
} from '../read.ts';
import type { Rule } from '../rule.ts';
import { checkMounts } from '../core/mounts.ts';
import { APPLICATION, CONNECT, extraContainers, podsOf, versionOf } from './sparkSpec.ts';

const connect = (spec: string): string =>
  manifest(
    'sparkoperator.k8s.io/v1alpha1',
    'SparkConnect',
    `spec:\n  sparkVersion: 4.0.0\n  server: { cores: 1 }\n  executor: { cores: 1 }\n  ${spec}`,
  );

export const sparkVolume: Rule = {
  code: 'spark-unknown-volume',
  severity: 'warning',
  summary:
    'Driver or executor mounts a volume that the application does not have: the operator leaves the mount out.',
  on: { types: [APPLICATION] },
  bad: spark(
    'volumes: [{ name: data, emptyDir: {} }]',
    'volumeMounts: [{ name: data, mountPath: /a }, { name: dta, mountPath: /b }]',
  ),
  good: spark(
    'volumes: [{ name: data, emptyDir: {} }]',
    'volumeMounts: [{ name: data, mountPath: /data }]',
  ),
  check({ node }, report) {
    const shared = names(get(node, 'volumes'));
    for (const { pod } of podsOf(node)) {
      const known = new Set([...shared, ...names(at(pod, ['template', 'spec', 'volumes']))]);
      checkMounts(
        [pod, ...extraContainers(pod)],
        known,
        report,
        'under "volumes" of the application',
      );
    }
  },
};

function names(volumes: Node | undefined): string[] {
  return list(volumes).flatMap((volume) => string(get(volume, 'name')) ?? []);
}

export const sparkUnusedVolume: Rule = {
  code: 'spark-unused-volume',
  severity: 'information',
  summary: 'A volume that neither driver nor executor mounts.',
  on: { types: [APPLICATION] },
  bad: spark('volumes: [{ name: data, emptyDir: {} }]'),
  good: spark(
    'volumes: [{ name: data, emptyDir: {} }]',
    'volumeMounts: [{ name: data, mountPath: /data }]',
  ),
  check({ node }, report) {
    const mounted = new Set<string>();
    for (const { pod } of podsOf(node)) {
      for (const owner of [pod, ...extraContainers(pod)]) {
        for (const mount of list(get(owner, 'volumeMounts')))
          mounted.add(string(get(mount, 'name')) ?? '');
      }
    }
    for (const volume of list(get(node, 'volumes'))) {
      const name = get(volume, 'name');
      const text = string(name);
      if (name && text && !mounted.has(text) && !text.startsWith('spark-local-dir-')) {
        report(
          name,
          `no driver or executor mounts "${text}": add a volumeMount, or remove the volume`,
        );
      }
    }
  },
};

export const sparkNodeSelector: Rule = {
  code: 'spark-node-selector',
  severity: 'error',
  summary:
    'The node selector stands at the application, or at driver and executor: the operator refuses both.',
  on: { types: [APPLICATION] },
  bad: spark('nodeSelector: { a: b }', 'nodeSelector: { a: b }'),
  good: spark('nodeSelector: { a: b }'),
  check({ node }, report) {
    if (!isFilled(get(node, 'nodeSelector'))) return;
    for (const { key, pod } of podsOf(node)) {
      if (isFilled(get(pod, 'nodeSelector'))) {
        report(
          keyOf(pod, 'nodeSelector'),
          `there is a nodeSelector for the whole application too: keep that one or those of driver and executor, not ${key}'s beside it`,
        );
      }
    }
  },
};

export const sparkTemplateVersion: Rule = {
  code: 'spark-template-version',
  severity: 'error',
  summary: 'Pod templates need Spark 3 or newer.',
  on: { types: [APPLICATION, CONNECT] },
  bad: spark('sparkVersion: 2.4.8', 'template: { spec: { nodeName: a } }'),
  good: spark('sparkVersion: 3.5.3', 'template: { spec: { nodeName: a } }'),
  check({ node }, report) {
    const version = versionOf(string(get(node, 'sparkVersion')));
    if (!version || version[0] >= 3) return;
    for (const { pod } of podsOf(node)) {
      if (isSet(get(pod, 'template')))
        report(
          keyOf(pod, 'template'),
          `Spark ${version.join('.')} has no pod templates: remove it, or use Spark 3`,
        );
    }
  },
};

export const sparkIngress: Rule = {
  code: 'spark-driver-ingress',
  severity: 'error',
  summary: 'Every driver ingress has its own port and its own URL.',
  on: { types: [APPLICATION] },
  bad: spark(
    'driverIngressOptions:\n- { servicePort: 4041, servicePortName: a, ingressURLFormat: /a }\n- { servicePort: 4041, servicePortName: b, ingressURLFormat: /b }',
  ),
  good: spark(
    'driverIngressOptions:\n- { servicePort: 4041, servicePortName: a, ingressURLFormat: /a }\n- { servicePort: 4042, servicePortName: b, ingressURLFormat: /b }',
  ),
  check({ node }, report) {
    const ports = new Set<number>();
    const urls = new Set<string>();
    for (const option of list(get(node, 'driverIngressOptions'))) {
      const port = get(option, 'servicePort');
      const found = number(port);
      if (port && found !== undefined && ports.has(found))
        report(port, `port ${found} is used by another ingress of this driver: change one`);
      if (found !== undefined) ports.add(found);
      const url = get(option, 'ingressURLFormat');
      const text = string(url);
      if (text === undefined)
        report(
          url ?? placeOf(option),
          'an ingress of the driver needs a URL: add e.g. "ingressURLFormat: /{{$appNamespace}}/{{$appName}}"',
        );
      else if (url && urls.has(text))
        report(url, `"${text}" is used by another ingress of this driver: change one`);
      if (text) urls.add(text);
    }
  },
};

export const sparkAllocation: Rule = {
  code: 'spark-dynamic-allocation',
  severity: 'warning',
  summary: 'Numbers of a dynamic allocation: minimum, initial and maximum in order.',
  on: { types: [APPLICATION, CONNECT] },
  bad: [
    spark('dynamicAllocation: { enabled: true, minExecutors: 5, maxExecutors: 2 }'),
    spark('dynamicAllocation: { minExecutors: 1, maxExecutors: 2 }'),
    connect(
      'image: spark:4.0.0\n  dynamicAllocation: { enabled: true, initialExecutors: 9, maxExecutors: 5 }',
    ),
  ],
  good: spark(
    'dynamicAllocation: { enabled: true, minExecutors: 1, initialExecutors: 2, maxExecutors: 5 }',
  ),
  check({ node, ctx }, report) {
    const allocation = get(node, 'dynamicAllocation');
    if (!isSet(allocation) || allocation.type !== 'map') return;
    if (boolean(get(allocation, 'enabled')) !== true) {
      if (allocation.entries.some(({ key }) => key.source !== 'enabled')) {
        report(
          keyOf(node, 'dynamicAllocation'),
          'the settings have no effect: add "enabled: true"',
        );
      }
      return;
    }
    const [min, initial, max] = ['minExecutors', 'initialExecutors', 'maxExecutors'].map((key) =>
      get(allocation, key),
    );
    const [low, start, high] = [number(min), number(initial), number(max)];
    // The webhook refuses this of SparkConnect; an application fails when it starts.
    const more = { severity: ctx.gvk.kind === 'SparkConnect' ? 'error' : 'warning' } as const;
    if (min && low !== undefined && high !== undefined && low > high) {
      report(
        min,
        `"minExecutors: ${low}" is more than "maxExecutors: ${high}": swap or change them`,
        more,
      );
    } else if (
      initial &&
      start !== undefined &&
      (start > (high ?? Infinity) || start < (low ?? 0))
    ) {
      report(
        initial,
        `"initialExecutors: ${start}" is not between minExecutors and maxExecutors: change it`,
        more,
      );
    }
  },
};

export const sparkImage: Rule = {
  code: 'spark-image',
  severity: 'warning',
  summary: 'Driver and executor need an image.',
  on: { types: [APPLICATION, CONNECT] },
  bad: connect(''),
  good: [spark('image: spark:3.5.3'), connect('image: spark:4.0.0')],
  check(visit, report) {
    const { node, ctx } = visit;
    if (
      isFilled(get(node, 'image')) ||
      isFilled(at(node, ['sparkConf', 'spark.kubernetes.container.image']))
    )
      return;
    for (const { key, pod } of podsOf(node)) {
      if (
        isFilled(get(pod, 'image')) ||
        isFilled(at(node, ['sparkConf', `spark.kubernetes.${key}.container.image`]))
      )
        continue;
      if (
        list(at(pod, ['template', 'spec', 'containers'])).some((container) =>
          isFilled(get(container, 'image')),
        )
      )
        continue;
      const severity = ctx.gvk.kind === 'SparkConnect' ? 'error' : 'warning';
      report(placeOfVisit(visit), `the ${key} has no image: add "image" to the spec`, { severity });
      return;
    }
  },
};

export const sparkPodFields: Rule = {
  code: 'spark-ignored-field',
  severity: 'warning',
  summary:
    'Settings that the operator reads past: unknown kinds of secrets, GPUs without a domain, retries of a policy that never retries.',
  on: { types: [APPLICATION] },
  bad: [
    spark('', 'secrets: [{ name: a, path: /a, secretType: gcp }]'),
    spark('restartPolicy: { type: Never, onFailureRetries: 3 }'),
    spark('batchScheduler: Volcano'),
    spark('', 'gpu: { name: gpu, quantity: 1 }'),
    spark('failureRetries: 3'),
  ],
  good: [
    spark('', 'secrets: [{ name: a, path: /a, secretType: Generic }]'),
    spark('restartPolicy: { type: OnFailure, onFailureRetries: 3 }'),
    spark('batchScheduler: volcano'),
  ],
  check({ node }, report) {
    for (const { pod } of podsOf(node)) {
      for (const secret of list(get(pod, 'secrets'))) {
        const type = get(secret, 'secretType');
        const text = string(type);
        if (type && text && !/^(GCPServiceAccount|HadoopDelegationToken|Generic)$/.test(text)) {
          report(
            type,
            `"${text}" is treated as Generic: write GCPServiceAccount, HadoopDelegationToken or Generic`,
          );
        }
      }
      const gpu = at(pod, ['gpu', 'name']);
      if (gpu && string(gpu) && !string(gpu)?.includes('/'))
        report(
          gpu,
          `"${string(gpu)}" is skipped: write the resource with its domain, e.g. nvidia.com/gpu`,
        );
    }
    const policy = get(node, 'restartPolicy');
    if ((string(get(policy, 'type')) ?? 'Never') === 'Never') {
      for (const { key } of entries(policy).filter(({ key }) => /Retr/.test(key.source))) {
        report(
          key,
          `"${key.source}" has no effect with "type: Never": write "type: OnFailure", or remove it`,
        );
      }
    }
    for (const key of ['failureRetries', 'retryInterval']) {
      const found = entry(node, key);
      if (found && isSet(found.value))
        report(
          found.key,
          `"${key}" is no longer read: use "onFailureRetries" and "onFailureRetryInterval" of restartPolicy`,
        );
    }
    const scheduler = get(node, 'batchScheduler');
    const name = string(scheduler) ?? '';
    if (scheduler && name !== name.toLowerCase() && /^(volcano|yunikorn)$/i.test(name)) {
      const meant = name.toLowerCase();
      report(scheduler, `"${name}" is not known: write ${meant}`, {
        fix: { title: `Replace with ${meant}`, edits: [[scheduler.span, meant]] },
      });
    }
  },
};

export const sparkSchedule: Rule = {
  code: 'spark-concurrency',
  severity: 'warning',
  summary:
    'What happens when a run is still going: Allow, Forbid or Replace; other values count as nothing.',
  on: { types: ['sparkoperator.k8s.io/ScheduledSparkApplicationSpec'] },
  bad: manifest(
    'sparkoperator.k8s.io/v1beta2',
    'ScheduledSparkApplication',
    'spec:\n  schedule: "@daily"\n  concurrencyPolicy: forbid\n  template: { type: Python, sparkVersion: 3.5.3, image: "spark:3.5.3", mainApplicationFile: local:///a.py, driver: {}, executor: {} }',
  ),
  good: manifest(
    'sparkoperator.k8s.io/v1beta2',
    'ScheduledSparkApplication',
    'spec:\n  schedule: "@daily"\n  concurrencyPolicy: Forbid\n  template: { type: Python, sparkVersion: 3.5.3, image: "spark:3.5.3", mainApplicationFile: local:///a.py, driver: {}, executor: {} }',
  ),
  check({ node }, report) {
    const policy = get(node, 'concurrencyPolicy');
    const text = string(policy);
    if (policy && text && !/^(Allow|Forbid|Replace)$/.test(text)) {
      report(policy, `"${text}" is not a concurrency policy: write Allow, Forbid or Replace`);
    }
  },
};
