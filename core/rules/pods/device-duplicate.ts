import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { mountingContainers, devicesOf } from './mounts.ts';

export const rule: Rule = {
  code: 'device-duplicate',
  severity: 'error',
  claims: 'value',
  summary: 'A volume is twice a device of one container.',
  source: inApiServer('core', 'ValidateVolumeDevices'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const container of mountingContainers(node)) {
      const seen = new Set<string>();
      for (const { name, text } of devicesOf(container)) {
        if (seen.has(text))
          report(name, `volume "${text}" is twice a device of this container: remove one`);
        seen.add(text);
      }
    }
  },
};
