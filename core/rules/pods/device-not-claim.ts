import { get, type Node } from '../../yaml/node.ts';
import { isSet, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { mountingContainers, devicesOf } from './mounts.ts';

export const rule: Rule = {
  code: 'device-not-claim',
  severity: 'error',
  claims: 'value',
  summary: 'A volume that is no claim is used as a device.',
  source: inApiServer('core', 'ValidateVolumeDevices'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const volumes = new Map<string | undefined, Node>();
    for (const volume of list(get(node, 'volumes')))
      volumes.set(string(get(volume, 'name')), volume);
    for (const container of mountingContainers(node)) {
      for (const { name, text } of devicesOf(container)) {
        const volume = volumes.get(text);
        if (!volume || isSet(get(volume, 'persistentVolumeClaim'))) continue;
        if (!isSet(get(volume, 'ephemeral')))
          report(
            name,
            `volume "${text}" is not a claim: only persistentVolumeClaim and ephemeral volumes can be devices`,
          );
      }
    }
  },
};
