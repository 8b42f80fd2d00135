import type { ConfigText, KnownEntry } from '../../embedded/configText.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { partsOfCatalogs, type PartOfCatalog } from './catalogParts.ts';

export const rule: Rule = {
  code: 'trino-catalog-unused',
  severity: 'error',
  claims: 'advice',
  enforcedBy: 'program',
  summary:
    'A catalog of Trino has a key of another metastore, catalog or file system than it uses, and Trino does not start.',
  source: onPage('Trino', 'https://trino.io/docs/current/object-storage/metastores.html'),
  on: { configs: ['trino'] },
  check({ config }, report) {
    // Others may be catalogs of Presto.
    if (!config?.annotation.refusesUnknown || config.isPartial) return;
    const connector = config.entries.find(({ key }) => key === 'connector.name')?.value?.trim();
    if (connector === undefined) return;
    for (const part of partsOfCatalogs) {
      if (!part.connectors.includes(connector.replaceAll('-', '_'))) continue;
      const entry = config.entries.find(({ key }) => isOfPart(part, key));
      const chosen = entry && chosenBy(part, config);
      if (!entry || chosen === undefined || part.values.includes(chosen.value)) continue;
      report(entry.keySpan, sentence(part, entry, chosen), {
        ...(chosen.entry && {
          related: [{ span: chosen.entry.valueSpan, message: 'this chooses what is read' }],
        }),
      });
    }
  },
};

function isOfPart({ keys }: PartOfCatalog, written: string): boolean {
  return keys.some((key) => written === key || (key.endsWith('.') && written.startsWith(key)));
}

interface Chosen {
  readonly value: string;
  readonly entry?: KnownEntry;
}

/** Undefined where nobody knows what is chosen. */
function chosenBy({ by, initial }: PartOfCatalog, { entries }: ConfigText): Chosen | undefined {
  const said = entries.filter(({ key }) => by.includes(key));
  if (said.some(({ value }) => value === undefined)) return undefined;
  const plain = (text = ''): string => text.trim().toLowerCase().replaceAll('-', '_');
  const entry = said.find(({ value }) => plain(value) === 'true') ?? said[0];
  return entry ? { value: plain(entry.value), entry } : { value: initial };
}

function sentence(part: PartOfCatalog, { key }: KnownEntry, { value, entry }: Chosen): string {
  const [needed = ''] = part.values;
  const by = entry?.key ?? part.by.at(-1) ?? '';
  const why = entry ? `${by} is ${value}` : `${by} is not set`;
  return `Trino does not start with "${key}" where ${why}: remove it, or write ${by}=${needed}`;
}
