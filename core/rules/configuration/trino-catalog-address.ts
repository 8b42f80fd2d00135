import { own } from '../../../shared/own.ts';
import type { KnownEntry } from '../../embedded/configText.ts';
import { textReader } from '../../embedded/texts/index.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { catalogAddresses } from './catalogAddresses.ts';

export const rule: Rule = {
  code: 'trino-catalog-address',
  severity: 'error',
  claims: 'advice',
  summary:
    'A catalog of Trino lacks the address that its connector needs, and Trino does not start.',
  source: onPage('Trino', 'https://trino.io/docs/current/connector.html'),
  on: { configs: ['trino'] },
  check({ config }, report) {
    if (!config || config.isPartial || !textReader(config.annotation.form)) return;
    const { entries } = config;
    const connector = entries.find(({ key }) => key === 'connector.name');
    if (!connector?.value) return;
    const needed = neededBy(connector.value, entries);
    if (needed === undefined || entries.some(({ key }) => key === needed)) return;
    report(
      connector.valueSpan,
      `a catalog of ${connector.value} needs ${needed}, and Trino does not start without it: add a line ${needed}=…`,
    );
  },
};

/** Undefined where nothing is needed, or where nobody knows what. */
function neededBy(connector: string, entries: readonly KnownEntry[]): string | undefined {
  const needed = own(catalogAddresses, connector);
  if (needed === undefined || typeof needed === 'string') return needed;
  const said = entries.find(({ key }) => key === needed.by);
  if (said && said.value === undefined) return undefined;
  return own(
    needed.needs,
    (said?.value ?? needed.initial).trim().toLowerCase().replaceAll('-', '_'),
  );
}
