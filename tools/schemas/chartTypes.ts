// What charts mean by names that most of them share: `tolerations` is a list of Kubernetes' tolerations, and so on.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RawSchema, SchemaBundle } from '../../core/schema/schema.ts';

export interface ChartTypes {
  /** The schema of a key by its name and default; undefined where the name says nothing or the default is no such thing. */
  byName(name: string, value: unknown, siblings: readonly string[]): RawSchema | undefined;
  /** `BUNDLE#/Name` of a definition named as Kubernetes names it (`io.k8s.api.core.v1.Affinity`). */
  byDefinition(name: string): string | undefined;
}

const CORE = 'io.k8s.api.core.v1';
const labels: RawSchema = {
  type: 'object',
  additionalProperties: { type: 'string' },
  'x-key-format': 'label-key',
};
const mappings: readonly (readonly [RegExp, string])[] = [
  [/^resources$|Resources$/, `${CORE}#/ResourceRequirements`],
  [/^affinity$|Affinity$/, `${CORE}#/Affinity`],
  [/^podSecurityContext$|^pod$/, `${CORE}#/PodSecurityContext`],
  [/^containerSecurityContext$|^container$/, `${CORE}#/SecurityContext`],
  [/(liveness|readiness|startup)Probe$|^customLivenessProbe$/i, `${CORE}#/Probe`],
  [/^lifecycle(Hooks)?$|ContainerLifecycleHooks$/i, `${CORE}#/Lifecycle`],
  [/^dnsConfig$/, `${CORE}#/PodDNSConfig`],
  [/^behavior$/, 'io.k8s.api.autoscaling.v2#/HorizontalPodAutoscalerBehavior'],
  [/^(strategy|deploymentStrategy)$/, 'io.k8s.api.apps.v1#/DeploymentStrategy'],
];
const lists: readonly (readonly [RegExp, string])[] = [
  [/^tolerations$|Tolerations$/, `${CORE}#/Toleration`],
  [/^(extra|additional)?Env(Vars)?$|^env$/i, `${CORE}#/EnvVar`],
  [/^(extra)?EnvFrom$|^envFrom$/i, `${CORE}#/EnvFromSource`],
  [/^(extra|additional)?volumes$/i, `${CORE}#/Volume`],
  [/^(extra|additional)?volumeMounts$/i, `${CORE}#/VolumeMount`],
  [/^imagePullSecrets$|^pullSecrets$/, `${CORE}#/LocalObjectReference`],
  [/^topologySpreadConstraints$/, `${CORE}#/TopologySpreadConstraint`],
  [/^(extra)?InitContainers$|^initContainers$/i, `${CORE}#/Container`],
  [/^sidecars?$|^(extra|sidecar)Containers$|^extraSidecars$/, `${CORE}#/Container`],
  [/^hostAliases$/, `${CORE}#/HostAlias`],
  [/^tls$/, 'io.k8s.api.networking.v1#/IngressTLS'],
];
const podFields = ['fsGroup', 'supplementalGroups', 'fsGroupChangePolicy', 'sysctls'];
const containerFields = ['capabilities', 'privileged', 'readOnlyRootFilesystem'];

/** Reads the bundles of Kubernetes that are built in `dist`. */
export function chartTypes(dist: string): ChartTypes {
  const bundles = new Map<string, SchemaBundle>();
  const bundle = (name: string): SchemaBundle => {
    const known = bundles.get(name);
    if (known) return known;
    const read = JSON.parse(readFileSync(path.join(dist, `${name}.json`), 'utf8')) as SchemaBundle;
    bundles.set(name, read);
    return read;
  };
  const fits = (ref: string, value: unknown): boolean => {
    const [file = '', name = ''] = ref.split('#/');
    const properties = bundle(file)[name]?.properties ?? {};
    return Object.keys(value ?? {}).every((key) => Object.hasOwn(properties, key));
  };
  return {
    byName(name, value, siblings) {
      if (isMapping(value) || value === null) {
        const ref =
          /securityContext$/i.test(name) && !/^(pod|container)SecurityContext$/.test(name)
            ? securityContext(name, value, siblings)
            : mappings.find(([pattern]) => pattern.test(name))?.[1];
        if (
          ref &&
          (value === null || Object.keys(value).length > 0 || ref !== '') &&
          fits(ref, value)
        )
          return named(name, { $ref: ref }, value);
        if (
          /^(nodeSelector|labels|annotations|matchLabels)$|(Labels|Annotations|NodeSelector)$/.test(
            name,
          )
        )
          return scalarsOnly(value) ? { ...labels } : undefined;
      }
      if (!Array.isArray(value) && value !== null) return undefined;
      const ref = lists.find(([pattern]) => pattern.test(name))?.[1];
      if (!ref || !(value ?? []).every((item) => isMapping(item) && fits(ref, item)))
        return undefined;
      return { type: 'array', items: { $ref: ref } };
    },
    byDefinition(name) {
      const at = name.lastIndexOf('.');
      const [file, definition] = [name.slice(0, at), name.slice(at + 1)];
      try {
        return bundle(file)[definition] ? `${file}#/${definition}` : undefined;
      } catch {
        return undefined; // a group that no built-in kind belongs to
      }
    },
  };
}

/** `pod` and `container` name security contexts only within `securityContexts`, where the caller knows it. */
function named(name: string, schema: RawSchema, value: unknown): RawSchema | undefined {
  if (name !== 'pod' && name !== 'container') return schema;
  const fields = Object.keys(value ?? {});
  return fields.length > 0 ? schema : undefined;
}

function securityContext(name: string, value: unknown, siblings: readonly string[]): string {
  const fields = Object.keys(value ?? {});
  const isPod =
    siblings.includes('containerSecurityContext') ||
    podFields.some((field) => fields.includes(field));
  const isContainer =
    /container/i.test(name) ||
    siblings.includes('podSecurityContext') ||
    containerFields.some((field) => fields.includes(field));
  return `${CORE}#/${isPod && !isContainer ? 'PodSecurityContext' : isContainer ? 'SecurityContext' : 'PodSecurityContext'}`;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function scalarsOnly(value: unknown): boolean {
  return Object.values(value ?? {}).every((item) => typeof item !== 'object');
}
