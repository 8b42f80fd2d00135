// The list from which the chart of a values file is chosen, as plain text.
import type { ChartChoices, KnownChart, ValuesInfo } from '../shared/protocol.ts';
import { canonicalUri } from '../shared/uri.ts';

export interface ChartPick {
  label: string;
  description?: string;
  /** What to choose: a chart, or `none`; absent: as the file is recognised. */
  id?: string;
  /** The comment to write at the top of the file instead of choosing. */
  comment?: string;
  /** A line between lines. */
  isSeparator?: boolean;
}

export function chartPicks(
  charts: readonly KnownChart[],
  values: ValuesInfo | undefined,
): ChartPick[] {
  const inForce = values?.chart;
  const known = charts.toSorted((a, b) => (a.title < b.title ? -1 : 1));
  const own = known.find(({ id }) => id === inForce?.id);
  return [
    { label: 'Automatic', description: 'by Chart.yaml, a release in the workspace, or the keys' },
    { label: 'None: leave this file alone', id: 'none' },
    ...(own
      ? [
          {
            label: 'Write as comment',
            description: `# chart: ${own.comment}`,
            comment: `# chart: ${own.comment}`,
          },
        ]
      : []),
    { label: '', isSeparator: true },
    ...known.map((chart) => ({
      label: chart.title,
      description: `${chart.version}${chart.id === inForce?.id ? ', in force' : ''}`,
      id: chart.id,
    })),
  ];
}

/** The choices with another one for a file, however its address was spelled before. */
export function chosen(choices: ChartChoices, uri: string, id: string | undefined): ChartChoices {
  const key = canonicalUri(uri);
  const others = Object.entries(choices).filter(([other]) => canonicalUri(other) !== key);
  return Object.fromEntries(id === undefined ? others : [...others, [key, id]]);
}
