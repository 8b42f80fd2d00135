import { get } from '../../yaml/node.ts';
import { mappingBytes, mostBytes } from '../objects/mappingBytes.ts';
import { keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'class-parameters-size',
  severity: 'error',
  claims: 'value',
  summary: 'The parameters of a class have more than 256 KiB.',
  source: inApiServer('storage', 'validateParameters'),
  on: { kinds: ['storage.k8s.io/StorageClass', 'storage.k8s.io/VolumeAttributesClass'] },
  check({ ctx }, report) {
    const bytes = mappingBytes(get(ctx.root, 'parameters'));
    if (bytes > mostBytes)
      report(
        keyOf(ctx.root, 'parameters'),
        `${Math.ceil(bytes / 1024)} KiB of parameters: at most 256 KiB are possible`,
      );
  },
};
