import { get } from '../../yaml/node.ts';
import { keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { mappingBytes, mostBytes } from './mappingBytes.ts';

export const rule: Rule = {
  code: 'annotations-size',
  severity: 'error',
  claims: 'value',
  summary: 'The annotations of an object have more than 256 KiB.',
  source: inApiServer('apimachinery/pkg/api/validation/objectmeta.go', 'ValidateAnnotationsSize'),
  on: { types: ['meta.v1/ObjectMeta'] },
  check({ node }, report) {
    const bytes = mappingBytes(get(node, 'annotations'));
    if (bytes > mostBytes)
      report(
        keyOf(node, 'annotations'),
        `${Math.ceil(bytes / 1024)} KiB of annotations: at most 256 KiB are possible, keep large texts in a ConfigMap`,
      );
  },
};
