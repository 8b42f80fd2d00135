/** The tag of an image in values of a chart that stands for another image every other day. */
import type { Check } from './check.ts';
import { isTag } from './numberAsTag.ts';

export const latestTag: Check = {
  code: 'latest-tag',
  severity: 'warning',
  summary: 'The tag of an image in values of a chart moves from one image to the next.',
  claims: 'advice',
  of: 'values',
  check({ node, entry, ctx }, report) {
    if (!ctx.isValues || !entry || node.type !== 'scalar' || node.filledIn) return;
    if (!isTag.test(entry.key.source) || !moving.test(node.source)) return;
    report(
      node,
      'pods that start later may get another image under this tag: write the tag of a version',
    );
  },
};

const moving = /^(?:latest|nightly|edge|main|master|dev|develop|snapshot)$/i;
