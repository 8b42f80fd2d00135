import { at, get } from '../../yaml/node.ts';
import { isFilled, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-packages',
  severity: 'warning',
  claims: 'advice',
  summary: 'Packages are given as group:artifact:version, excluded ones without version.',
  on: { types: [APPLICATION] },
  check({ node }, report) {
    const deps = get(node, 'deps');
    for (const item of list(get(deps, 'packages'))) {
      const text = string(item);
      if (text && !/^[^:\s,]+:[^:\s,]+:[^\s,]+$/.test(text))
        report(item, `"${text}" is not a package: write group:artifact:version`);
    }
    for (const item of list(get(deps, 'excludePackages'))) {
      const text = string(item);
      if (text && !/^[^:\s,]+:[^:\s,]+$/.test(text))
        report(item, `"${text}" is not a package to leave out: write group:artifact`);
    }
    for (const key of ['jars', 'files', 'pyFiles', 'archives']) {
      for (const item of list(at(deps, [key]))) {
        if (isFilled(item) && string(item)?.includes(','))
          report(item, `"${string(item)}" contains a comma: write one list item a file`);
      }
    }
  },
};
