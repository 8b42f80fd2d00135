/** Values for a version of a chart whose keys are known, but not its types: said once, where the values of the chart begin. */
import type { ChartInForce } from '../schema/schema.ts';
import { entries } from '../yaml/node.ts';
import type { Check } from './check.ts';

export const chartVersion: Check = {
  code: 'chart-version',
  severity: 'information',
  summary: 'Values for another version of a Helm chart than the one whose types are known.',
  claims: 'advice',
  ofWords: ['x-chart'],
  check({ node, schema, entry }, report) {
    const chart = schema?.['x-chart'];
    const message = chart && messageFor(chart);
    const place = entry?.key ?? entries(node)[0]?.key;
    if (message !== undefined && place && node.type === 'map') report(place, message);
  },
};

function messageFor({
  title,
  version,
  wanted,
  standing,
  describedBy,
}: ChartInForce): string | undefined {
  // What the project's release tool fills in, such as `0.0.1-set.by.tool`, says nothing of the version.
  if (standing === 'older' && /^v?0\.0\.\d+(?:-|$)/.test(wanted ?? '')) return undefined;
  if (standing === 'older')
    return `the ${title} ${wanted ?? ''} is older than the versions that are known here: keys that are not known are not reported`;
  if (describedBy === undefined) return undefined;
  return `of the ${title} ${version} only the keys are known here: types and allowed values are those of ${describedBy}, and this version may refuse others`;
}
