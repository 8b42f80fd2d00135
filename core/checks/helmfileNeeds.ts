import { quote } from '../formats/format.ts';
import { nearestName } from '../formats/nearest.ts';
import type { Fix } from '../findings/finding.ts';
import { get, items, text, type Node } from '../yaml/node.ts';
import type { Check } from './check.ts';
import { hasOtherParts, releasesOf, type HelmfileRelease } from './helmfileReleases.ts';

export const helmfileNeeds: Check = {
  code: 'helmfile-needs',
  severity: 'error',
  claims: 'reference',
  enforcedBy: 'program',
  summary: 'A release of a helmfile needs a release that the file does not have.',
  of: 'files',
  check({ parent, ctx: { schema, root, beside } }, report) {
    if (parent || schema?.file?.reader !== 'helmfile') return;
    const releases = hasOtherParts(root, beside) ? undefined : releasesOf(root);
    if (!releases) return;
    for (const release of releases)
      for (const item of items(get(release.node, 'needs'))) {
        const need = item.filledIn ? undefined : text(item);
        if (need === undefined || need === '' || need.includes('{{')) continue;
        const parts = need.split('/');
        const name = parts.at(-1) ?? '';
        const named = releases.filter((other) => other.name === name);
        if (named.length === 0) {
          const guess = nearestName(
            name,
            releases.filter((each) => each !== release).map((each) => each.name),
          );
          const meant = guess === undefined ? undefined : [...parts.slice(0, -1), guess].join('/');
          const what = meant === undefined ? 'add it, or correct the name' : `write ${meant}`;
          report(
            item,
            `the file has no release ${quote(name)}: ${what}`,
            meant === undefined ? {} : { fix: replacement(item, meant) },
          );
        } else if (!named.some((other) => isIn(other, parts, release))) {
          const where = named.find(({ namespace }) => namespace !== undefined && namespace !== '');
          const meant = where ? `${where.namespace}/${name}` : name;
          report(item, `release ${quote(name)} is in another namespace: write ${meant}`, {
            fix: replacement(item, meant),
          });
        }
      }
  },
};

function replacement({ span }: Node, written: string): Fix {
  return { title: `Replace with ${written}`, edits: [[span, written]] };
}

/** Without a namespace that of the release itself is meant. What is not known is taken to fit. */
function isIn(other: HelmfileRelease, parts: readonly string[], own: HelmfileRelease): boolean {
  if (parts.length > 2) return true;
  const wanted = parts.length === 2 ? parts[0] : own.namespace;
  return wanted === undefined || other.namespace === undefined || wanted === other.namespace;
}
