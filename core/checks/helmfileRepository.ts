import { quote } from '../formats/format.ts';
import { nearestName } from '../formats/nearest.ts';
import { get, items, text, type Span } from '../yaml/node.ts';
import type { Check } from './check.ts';
import { hasOtherParts } from './helmfileReleases.ts';

export const helmfileRepository: Check = {
  code: 'helmfile-repository',
  severity: 'warning',
  claims: 'advice',
  summary: 'The chart of a release is of a repository that the helmfile does not list.',
  of: 'files',
  check({ parent, ctx: { schema, root, text: all, beside, lookUp } }, report) {
    if (parent || schema?.file?.reader !== 'helmfile') return;
    const repositories = items(get(root, 'repositories'));
    if (repositories.length === 0 || hasOtherParts(root, beside)) return;
    const names = repositories.map((each) => text(get(each, 'name')));
    if (names.some((name) => name === undefined || name.includes('{{'))) return;
    const known = names.filter((name) => name !== undefined);
    for (const release of items(get(root, 'releases'))) {
      const node = get(release, 'chart');
      const chart = node?.filledIn ? undefined : text(node);
      const [, repository] = /^([\w.-]+)\/[\w.-]+$/.exec(chart ?? '') ?? [];
      if (!node || chart === undefined || repository === undefined) continue;
      if (repository.startsWith('.') || known.includes(repository)) continue;
      // A folder of charts may be called like a repository.
      const found = lookUp?.(chart);
      if (found !== undefined && found !== 'nothing') continue;
      const at = node.span[0] + all.slice(...node.span).indexOf(repository);
      const span: Span = [at, at + repository.length];
      const guess = nearestName(repository, known);
      const what = guess === undefined ? 'add it under "repositories"' : `write ${guess}`;
      report(span, `the file lists no repository ${quote(repository)}: ${what}`, {
        ...(guess !== undefined && {
          fix: { title: `Replace with ${guess}`, edits: [[span, guess]] },
        }),
      });
    }
  },
};
