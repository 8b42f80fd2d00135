import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { mountingContainers, devicesOf } from './mounts.ts';

export const rule: Rule = {
  code: 'device-mounted',
  severity: 'error',
  claims: 'value',
  summary: 'A volume is mounted and used as a device in one container.',
  source: inApiServer('core', 'ValidateVolumeDevices'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const container of mountingContainers(node)) {
      const mounted = new Set(
        list(get(container, 'volumeMounts')).map((mount) => string(get(mount, 'name'))),
      );
      for (const { name, text } of devicesOf(container)) {
        if (mounted.has(text))
          report(name, `volume "${text}" is mounted and used as a device: do only one`);
      }
    }
  },
};
