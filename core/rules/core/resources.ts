/** Requests and limits of containers and pods. */
import { entries, get, type Entry, type Node } from '../../yaml/node.ts';
import { checkQualifiedName } from '../../formats/names.ts';
import { NANO } from '../../formats/quantity.ts';
import { pod, podOf } from '../examples.ts';
import { amount, list, string } from '../read.ts';
import type { Reporter, Rule, Visit } from '../rule.ts';

const STANDARD = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;
const PART = /^(limits|requests)$/;

export const resourceName: Rule = {
  code: 'resource-name',
  severity: 'error',
  summary:
    'Containers ask for cpu, memory, ephemeral-storage, hugepages-SIZE, or a resource with a domain in its name.',
  on: { types: ['core.v1/ResourceRequirements'] },
  bad: podOf('resources: { limits: { gpu: 1 } }'),
  good: podOf('resources: { limits: { nvidia.com/gpu: 1 } }'),
  check(visit, report) {
    const isPod = isPodLevel(visit);
    for (const { key } of each(visit.node)) {
      const name = key.source;
      if (isPod && !/^(cpu|memory|hugepages-.+)$/.test(name)) {
        report(key, `"${name}" cannot be given for the whole pod: move it to a container`);
      } else if (STANDARD.test(name)) continue;
      else if (!name.includes('/')) {
        report(
          key,
          `"${name}" is not a resource: use cpu, memory, ephemeral-storage, or a name with a domain such as nvidia.com/gpu`,
        );
      } else if (checkQualifiedName(name)) {
        report(key, `"${name}" is not a resource name: write domain/name`);
      }
    }
  },
};

export const resourceAmount: Rule = {
  code: 'resource-amount',
  severity: 'error',
  summary: 'Requests are not negative, at most the limit, and whole numbers for devices.',
  on: { types: ['core.v1/ResourceRequirements'] },
  bad: [
    podOf('resources: { requests: { memory: 2Gi }, limits: { memory: 1Gi } }'),
    podOf('resources: { requests: { cpu: -1 } }'),
    podOf('resources: { limits: { nvidia.com/gpu: 0.5 } }'),
    podOf('resources: { requests: { nvidia.com/gpu: 1 } }'),
    podOf('resources: { requests: { nvidia.com/gpu: 1 }, limits: { nvidia.com/gpu: 2 } }'),
  ],
  good: [
    podOf('resources: { requests: { memory: 1Gi }, limits: { memory: 1024Mi } }'),
    podOf('resources: { requests: { cpu: 0 }, limits: { cpu: null } }'),
    podOf('resources: { limits: { nvidia.com/gpu: 1 } }'),
  ],
  check(visit, report) {
    const limits = get(visit.node, 'limits');
    for (const { key, value } of each(visit.node)) checkAmount(key.source, value, report);
    for (const { key, value } of entries(get(visit.node, 'requests'))) {
      const requested = amount(value);
      const limit = get(limits, key.source);
      // A limit without an amount is one of nothing; Helm takes it for none.
      const allowed = !visit.ctx.isValues && isNull(limit) ? 0n : amount(limit);
      const isExtended = !/^(cpu|memory|ephemeral-storage)$/.test(key.source);
      if (requested === undefined || requested < 0n) continue;
      if (limit && allowed !== undefined) {
        if (requested > allowed || (isExtended && requested !== allowed)) {
          const must = isExtended ? 'must be equal' : 'must not be more';
          report(
            value,
            `request ${written(value)} of ${key.source} and limit ${written(limit)}: the request ${must}`,
            {
              related: [{ span: limit.span, message: 'the limit' }],
            },
          );
        }
      } else if (isExtended && !isPodLevel(visit)) {
        report(key, `"${key.source}" needs a limit: add the same amount under "limits"`);
      }
    }
  },
};

function checkAmount(name: string, value: Node, report: Reporter): void {
  const found = amount(value);
  if (found === undefined) return;
  if (found < 0n) report(value, `"${written(value)}" of ${name} is negative: write 0 or more`);
  else if (name.includes('/') && found % NANO !== 0n) {
    report(value, `${name} comes in whole pieces, not "${written(value)}": write a whole number`);
  }
}

export const hugePages: Rule = {
  code: 'huge-pages',
  severity: 'error',
  summary: 'Huge pages are asked for in multiples of their size and together with cpu or memory.',
  on: { types: ['core.v1/ResourceRequirements'] },
  bad: [
    podOf('resources: { limits: { memory: 1Gi, hugepages-2Mi: 3Mi } }'),
    podOf('resources: { limits: { hugepages-2Mi: 4Mi } }'),
  ],
  good: podOf('resources: { limits: { memory: 1Gi, hugepages-2Mi: 4Mi } }'),
  check(visit, report) {
    const all = each(visit.node);
    const hasOther = all.some(({ key }) => /^(cpu|memory)$/.test(key.source));
    for (const { key, value } of all) {
      const size = /^hugepages-(.+)$/.exec(key.source)?.[1];
      const page = size === undefined ? undefined : amountOf(size);
      if (page === undefined || page <= 0n) continue;
      const found = amount(value);
      if (found !== undefined && found % page !== 0n) {
        report(value, `"${written(value)}" is not a multiple of ${size}: round it up`);
      } else if (!hasOther) {
        report(key, 'huge pages need cpu or memory beside them: add one of both');
      }
    }
  },
};

/** Amounts that are taken but surely mean something else. */
export const unlikelyAmount: Rule = {
  code: 'unlikely-amount',
  severity: 'warning',
  summary:
    'An amount that is allowed and hardly meant: memory in thousandths of a byte, hundreds of processors.',
  on: { types: ['core.v1/ResourceRequirements', 'core.v1/VolumeResourceRequirements'] },
  bad: [
    podOf('resources: { limits: { memory: 512m } }'),
    podOf('resources: { limits: { cpu: 500 } }'),
  ],
  good: [
    podOf('resources: { limits: { memory: 512Mi } }'),
    podOf('resources: { limits: { cpu: 500m } }'),
  ],
  check({ node }, report) {
    for (const { key, value } of each(node)) {
      const text = written(value);
      const found = amount(value);
      if (found === undefined || found <= 0n) continue;
      if (/^(memory|storage|ephemeral-storage)$/.test(key.source) && /\dm$/.test(text)) {
        const meant = text.replace(/m$/, 'Mi');
        report(value, `"${text}" is ${text.slice(0, -1)} thousandths of a byte: write ${meant}`, {
          fix: { title: `Replace with ${meant}`, edits: [[value.span, meant]] },
        });
      } else if (key.source === 'memory' && /^\d+$/.test(text) && found < 1_048_576n * NANO) {
        report(value, `"${text}" is in bytes: write ${text}Mi if that is meant`);
      } else if (key.source === 'cpu' && /^\d+$/.test(text) && found >= 256n * NANO) {
        report(value, `"${text}" is in whole processors: write ${text}m if that is meant`);
      } else if (key.source === 'cpu' && /[KMGTPE]i?$/.test(text)) {
        report(value, `"${text}" is an amount of memory: write processors, e.g. 2 or 500m`);
      }
    }
  },
};

function each(resources: Node): Entry[] {
  return entries(resources)
    .filter(({ key }) => PART.test(key.source))
    .flatMap(({ value }) => entries(value));
}

function isPodLevel({ parent }: Visit): boolean {
  return parent?.type === 'core.v1/PodSpec';
}

function isNull(node: Node | undefined): boolean {
  return node?.type === 'scalar' && node.value === null;
}

function amountOf(text: string): bigint | undefined {
  return amount({ type: 'scalar', value: text, source: text, isPlain: true, span: [0, 0] });
}

function written(node: Node): string {
  return node.type === 'scalar' ? (string(node) ?? node.source) : '';
}

export const emptyDirLimit: Rule = {
  code: 'size-limit',
  severity: 'error',
  summary: 'The size limit of an empty directory is not negative.',
  on: { types: ['core.v1/EmptyDirVolumeSource'] },
  bad: pod('volumes:\n- name: a\n  emptyDir: { sizeLimit: -1Gi }'),
  good: pod('volumes:\n- name: a\n  emptyDir: { sizeLimit: 1Gi }'),
  check({ node }, report) {
    const limit = get(node, 'sizeLimit');
    const found = amount(limit);
    if (limit && found !== undefined && found < 0n)
      report(limit, 'the size limit is negative: write 0 or more');
  },
};

export const podResources: Rule = {
  code: 'pod-resources',
  severity: 'error',
  summary: 'Resources of the whole pod cover those of its containers.',
  on: { types: ['core.v1/PodSpec'] },
  bad: [
    pod(
      'resources: { requests: { cpu: 1 } }\ncontainers: [{ name: a, image: "a:1", resources: { requests: { cpu: 2 } } }]',
    ),
    pod(
      'resources: { limits: { cpu: 2 }, requests: { cpu: 1 } }\ncontainers: [{ name: a, image: "a:1", resources: { requests: { cpu: 1 }, limits: { cpu: 3 } } }]',
    ),
  ],
  good: pod(
    'resources: { requests: { cpu: 2 } }\ncontainers: [{ name: a, image: "a:1", resources: { requests: { cpu: 2 } } }]',
  ),
  check({ node }, report) {
    const own = get(node, 'resources');
    const containers = list(get(node, 'containers')).map((each) => get(each, 'resources'));
    const requested = new Map<string, bigint>();
    for (const resources of containers) {
      for (const [name, part] of requestsOf(resources))
        requested.set(name, (requested.get(name) ?? 0n) + part);
    }
    for (const { key, value } of entries(get(own, 'requests'))) {
      const whole = amount(value);
      if (whole !== undefined && (requested.get(key.source) ?? 0n) > whole) {
        report(
          value,
          `the containers together request more ${key.source} than the pod (${written(value)}): raise this or lower theirs`,
        );
      }
    }
    const limits = get(own, 'limits');
    for (const resources of containers) {
      for (const { key, value } of entries(get(resources, 'limits'))) {
        const ofPod = get(limits, key.source);
        const [part, whole] = [amount(value), amount(ofPod)];
        if (ofPod && part !== undefined && whole !== undefined && part > whole) {
          report(
            value,
            `the limit of ${key.source} is above that of the pod (${written(ofPod)}): lower it`,
          );
        }
      }
    }
  },
};

/** A limit without a request is the request too. */
function requestsOf(resources: Node | undefined): Map<string, bigint> {
  const requests = new Map<string, bigint>();
  for (const field of ['limits', 'requests']) {
    for (const { key, value } of entries(get(resources, field))) {
      const part = amount(value);
      if (part !== undefined) requests.set(key.source, part);
    }
  }
  return requests;
}
