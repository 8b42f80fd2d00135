/** Security settings of pods and containers that contradict each other. */
import { at, get, type Node } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { pod, podOf } from '../examples.ts';
import { boolean, isFilled, isSet, keyOf, list, number, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { containersOf } from './podSpec.ts';

export const privilegeEscalation: Rule = {
  code: 'privilege-escalation',
  severity: 'error',
  summary: 'A privileged container (or one with CAP_SYS_ADMIN) always may escalate its privileges.',
  on: { types: ['core.v1/SecurityContext'] },
  bad: [podOf('securityContext: { privileged: true, allowPrivilegeEscalation: false }')],
  good: [
    podOf('securityContext: { privileged: true }'),
    podOf('securityContext: { allowPrivilegeEscalation: false }'),
  ],
  check({ node }, report) {
    if (boolean(get(node, 'allowPrivilegeEscalation')) !== false) return;
    const added = list(at(node, ['capabilities', 'add'])).map(string);
    if (boolean(get(node, 'privileged')) === true) {
      report(
        keyOf(node, 'allowPrivilegeEscalation'),
        '"allowPrivilegeEscalation: false" cannot go with "privileged: true": remove one',
      );
    } else if (added.includes('CAP_SYS_ADMIN')) {
      report(
        keyOf(node, 'allowPrivilegeEscalation'),
        '"allowPrivilegeEscalation: false" cannot go with CAP_SYS_ADMIN: remove one',
      );
    }
  },
};

export const profileFile: Rule = {
  code: 'security-profile',
  severity: 'error',
  summary: 'A Localhost profile names its file, other types have none.',
  on: { types: ['core.v1/SeccompProfile', 'core.v1/AppArmorProfile'] },
  bad: [
    pod('securityContext: { seccompProfile: { type: Localhost } }'),
    pod('securityContext: { seccompProfile: { type: RuntimeDefault, localhostProfile: a.json } }'),
  ],
  good: pod('securityContext: { seccompProfile: { type: Localhost, localhostProfile: a.json } }'),
  check(visit, report) {
    const { node } = visit;
    const type = string(get(node, 'type'));
    const hasFile = isSet(get(node, 'localhostProfile'));
    if (type === 'Localhost' && !isFilled(get(node, 'localhostProfile'))) {
      report(placeOfVisit(visit), '"type: Localhost" needs the profile: add "localhostProfile"');
    } else if (type !== undefined && type !== 'Localhost' && hasFile) {
      report(
        keyOf(node, 'localhostProfile'),
        `"type: ${type}" has no profile of its own: remove it, or write "type: Localhost"`,
      );
    }
  },
};

export const operatingSystem: Rule = {
  code: 'os-fields',
  severity: 'error',
  summary: 'Settings of the other operating system.',
  on: { types: ['core.v1/PodSpec'] },
  bad: pod('os: { name: linux }\nsecurityContext: { windowsOptions: { runAsUserName: a } }'),
  good: pod('os: { name: windows }\nsecurityContext: { windowsOptions: { runAsUserName: a } }'),
  check({ node }, report) {
    const os = string(at(node, ['os', 'name']));
    if (os !== 'linux' && os !== 'windows') return;
    const wrong =
      os === 'linux'
        ? ['windowsOptions']
        : [
            'seLinuxOptions',
            'seccompProfile',
            'appArmorProfile',
            'fsGroup',
            'fsGroupChangePolicy',
            'sysctls',
            'runAsUser',
            'runAsGroup',
            'supplementalGroups',
            'capabilities',
            'readOnlyRootFilesystem',
            'privileged',
            'allowPrivilegeEscalation',
            'procMount',
          ];
    for (const field of os === 'windows'
      ? ['hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace']
      : []) {
      if (isSet(get(node, field)))
        report(keyOf(node, field), `"${field}" is not for windows: remove it`);
    }
    const contexts = [node, ...containersOf(node)].map((owner) => get(owner, 'securityContext'));
    for (const context of contexts) {
      for (const field of wrong) {
        if (context && isSet(get(context, field)))
          report(keyOf(context, field), `"${field}" is not for ${os}: remove it`);
      }
    }
  },
};

export const sysctl: Rule = {
  code: 'sysctl',
  severity: 'error',
  summary:
    'Kernel settings of a pod have lower-case names, and none that the pod shares with its node.',
  on: { types: ['core.v1/PodSpec'] },
  bad: [
    pod('securityContext: { sysctls: [{ name: Net.core, value: "1" }] }'),
    pod(
      'hostNetwork: true\nsecurityContext: { sysctls: [{ name: net.core.somaxconn, value: "1" }] }',
    ),
  ],
  good: pod('securityContext: { sysctls: [{ name: net.core.somaxconn, value: "1" }] }'),
  check({ node }, report) {
    for (const item of list(at(node, ['securityContext', 'sysctls']))) {
      const name = get(item, 'name');
      const text = string(name);
      if (!name || !text) continue;
      if (!/^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/.test(text)) {
        report(name, `"${text}" is not a kernel setting: write e.g. net.core.somaxconn`);
      } else if (/^net[./]/.test(text) && boolean(get(node, 'hostNetwork')) === true) {
        report(name, `"${text}" belongs to the node with "hostNetwork: true": remove one`);
      }
    }
  },
};

export const procMount: Rule = {
  code: 'proc-mount',
  severity: 'error',
  summary: 'An unmasked /proc needs user IDs of its own.',
  on: { types: ['core.v1/PodSpec'] },
  bad: podOf('securityContext: { procMount: Unmasked }'),
  good: podOf('securityContext: { procMount: Unmasked }', 'hostUsers: false'),
  check({ node }, report) {
    if (boolean(get(node, 'hostUsers')) === false) return;
    for (const container of containersOf(node)) {
      const mount = at(container, ['securityContext', 'procMount']);
      if (mount && string(mount) === 'Unmasked')
        report(mount, '"Unmasked" needs "hostUsers: false" in the pod: add it');
    }
  },
};

export const runAsNonRoot: Rule = {
  code: 'run-as-non-root',
  severity: 'warning',
  summary: 'A container that must not run as root is given the user 0: it will not start.',
  on: { types: ['core.v1/PodSpec'] },
  bad: podOf('securityContext: { runAsNonRoot: true, runAsUser: 0 }'),
  good: podOf('securityContext: { runAsNonRoot: true, runAsUser: 1000 }'),
  check({ node }, report) {
    const ofPod = get(node, 'securityContext');
    for (const container of containersOf(node)) {
      const own = get(container, 'securityContext');
      const user: Node | undefined = get(own, 'runAsUser') ?? get(ofPod, 'runAsUser');
      const flag = boolean(get(own, 'runAsNonRoot') ?? get(ofPod, 'runAsNonRoot'));
      if (user && flag === true && number(user) === 0) {
        report(
          user,
          'user 0 is root, which "runAsNonRoot: true" forbids: the container will not start, use another user',
        );
      }
    }
  },
};

export const capabilityPrefix: Rule = {
  code: 'capability-prefix',
  severity: 'warning',
  summary: 'Capabilities are written without CAP_.',
  on: { types: ['core.v1/Capabilities'] },
  bad: podOf('securityContext: { capabilities: { add: [CAP_NET_ADMIN] } }'),
  good: podOf('securityContext: { capabilities: { add: [NET_ADMIN] } }'),
  check({ node }, report) {
    for (const key of ['add', 'drop']) {
      for (const item of list(get(node, key))) {
        const text = string(item);
        if (!text?.startsWith('CAP_')) continue;
        const meant = text.slice(4);
        report(item, `"${text}" is written without the prefix: write ${meant}`, {
          fix: { title: `Replace with ${meant}`, edits: [[item.span, yamlText(meant)]] },
        });
      }
    }
  },
};
