/**
 * What in a pod breaks the Pod Security Standards. Source: Kubernetes, `pod-security-admission/policy`. Linux pods are meant;
 * what holds for Windows alone is left out.
 */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { entries, get, items, text, at, isTrue, numberOf, type Node } from '../yaml/node.ts';
import type { Named, SecurityFacts } from './facts.ts';

export function podSecurity(spec: Node, document: ManifestDocument): SecurityFacts {
  const named = (node: Node, words: string): Named => ({
    text: words,
    range: document.rangeOf(node.span),
  });
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((field) =>
    items(get(spec, field)),
  );
  const place: Places = { spec, containers, named };
  return { baseline: baseline(place), restricted: restricted(place) };
}

interface Places {
  readonly spec: Node;
  readonly containers: readonly Node[];
  readonly named: (node: Node, words: string) => Named;
}

function contextsOf({ spec, containers }: Places): Node[] {
  return [spec, ...containers].flatMap((each) => get(each, 'securityContext') ?? []);
}

function baseline(places: Places): Named[] {
  const { spec, containers, named } = places;
  const found: Named[] = [];
  for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) {
    const node = get(spec, key);
    if (isTrue(node)) found.push(named(node, `${key}: true`));
  }
  for (const volume of items(get(spec, 'volumes'))) {
    const node = get(volume, 'hostPath');
    if (node) found.push(named(node, 'a hostPath volume'));
  }
  for (const container of containers) {
    const context = get(container, 'securityContext');
    const privileged = get(context, 'privileged');
    if (isTrue(privileged)) found.push(named(privileged, 'privileged: true'));
    const procMount = get(context, 'procMount');
    if (procMount && text(procMount) !== 'Default') found.push(named(procMount, 'procMount'));
    for (const capability of items(at(context, ['capabilities', 'add'])))
      if (!commonCapabilities.has(text(capability) ?? ''))
        found.push(named(capability, `the capability ${text(capability) ?? ''}`));
    for (const port of items(get(container, 'ports'))) {
      const host = get(port, 'hostPort');
      if (host && (numberOf(host) ?? 0) !== 0) found.push(named(host, 'a hostPort'));
    }
  }
  for (const context of contextsOf(places)) found.push(...ofContext(context, named));
  for (const sysctl of items(at(spec, ['securityContext', 'sysctls']))) {
    const name = get(sysctl, 'name');
    if (name && !safeSysctls.has(text(name) ?? '')) found.push(named(name, 'an unsafe sysctl'));
  }
  return found;
}

/** What pods and containers both may say. */
function ofContext(context: Node, named: Places['named']): Named[] {
  const found: Named[] = [];
  const seccomp = at(context, ['seccompProfile', 'type']);
  if (seccomp && text(seccomp) === 'Unconfined')
    found.push(named(seccomp, 'seccompProfile Unconfined'));
  const appArmor = at(context, ['appArmorProfile', 'type']);
  if (appArmor && text(appArmor) === 'Unconfined')
    found.push(named(appArmor, 'appArmorProfile Unconfined'));
  const options = get(context, 'seLinuxOptions');
  for (const { key, value } of entries(options)) {
    const word = text(value) ?? '';
    const isFree = key.source === 'level' || word === '';
    if (!isFree && !(key.source === 'type' && seLinuxTypes.has(word)))
      found.push(named(value, `seLinuxOptions.${key.source}`));
  }
  return found;
}

function restricted({ spec, containers, named }: Places): Named[] {
  const found: Named[] = [];
  for (const volume of items(get(spec, 'volumes'))) {
    const source = entries(volume).find(({ key }) => key.source !== 'name');
    if (source && source.key.source !== 'hostPath' && !allowedVolumes.has(source.key.source))
      found.push(named(source.key, `a volume of ${source.key.source}`));
  }
  const pod = get(spec, 'securityContext');
  const user = get(pod, 'runAsUser');
  if (user && numberOf(user) === 0) found.push(named(user, 'runAsUser: 0'));
  for (const container of containers) found.push(...ofContainer(container, pod, named));
  return found;
}

function ofContainer(container: Node, pod: Node | undefined, named: Places['named']): Named[] {
  const found: Named[] = [];
  const context = get(container, 'securityContext');
  const place = get(container, 'name') ?? container;
  const lacks = (words: string, node: Node | undefined): void => {
    found.push(named(node ?? place, words));
  };
  const escalation = get(context, 'allowPrivilegeEscalation');
  if (!(escalation?.type === 'scalar' && escalation.value === false))
    lacks('no allowPrivilegeEscalation: false', escalation);
  const drops = items(at(context, ['capabilities', 'drop'])).map(text);
  if (!drops.includes('ALL')) lacks('no capabilities.drop: [ALL]', undefined);
  for (const capability of items(at(context, ['capabilities', 'add'])))
    if (text(capability) !== 'NET_BIND_SERVICE')
      lacks(`the capability ${text(capability) ?? ''}`, capability);
  const ownUser = get(context, 'runAsUser');
  if (ownUser && numberOf(ownUser) === 0) lacks('runAsUser: 0', ownUser);
  const nonRoot = get(context, 'runAsNonRoot') ?? get(pod, 'runAsNonRoot');
  if (!isTrue(nonRoot)) lacks('no runAsNonRoot: true', nonRoot);
  const seccomp = at(context, ['seccompProfile', 'type']) ?? at(pod, ['seccompProfile', 'type']);
  if (!['RuntimeDefault', 'Localhost', 'Unconfined'].includes(text(seccomp) ?? ''))
    lacks('no seccompProfile.type: RuntimeDefault', seccomp);
  return found;
}

const commonCapabilities: ReadonlySet<string> = new Set([
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD'],
  ...['NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
]);

const seLinuxTypes: ReadonlySet<string> = new Set([
  ...['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'],
]);

const allowedVolumes: ReadonlySet<string> = new Set([
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim'],
  ...['projected', 'secret', 'image'],
]);

const safeSysctls: ReadonlySet<string> = new Set([
  ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies'],
  ...['net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start'],
  ...['net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time'],
  ...['net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'],
  ...['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'],
]);
