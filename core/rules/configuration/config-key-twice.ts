import type { ConfigForm } from '../../dictionaries/annotation.ts';
import type { KnownEntry } from '../../embedded/configText.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'config-key-twice',
  severity: 'warning',
  claims: 'advice',
  summary: 'A configuration key is set twice in one text.',
  on: { configs: ['*'] },
  check({ config }, report) {
    const { form } = config?.annotation ?? {};
    if (!config || config.isPartial || !form || !textForms.has(form)) return;
    const { title, ignoresCase } = config.dictionary.head;
    const known = new Map<string, KnownEntry>();
    for (const entry of config.entries) {
      const key = ignoresCase || form === 'ini' ? entry.key.toLowerCase() : entry.key;
      const first = known.get(key);
      known.set(key, first ?? entry);
      if (!first) continue;
      const isSame = first.value !== undefined && first.value === entry.value;
      const related = [{ span: first.keySpan, message: 'it is set here, too' }];
      // Python's configparser reads no file with an option given twice.
      if (form === 'ini')
        report(
          entry.keySpan,
          `"${entry.key}" is set twice, and ${title} does not start with that: keep one`,
          { severity: 'error', enforcedBy: 'program', related },
        );
      else
        report(entry.keySpan, `"${entry.key}" is set twice, and only the last counts: keep one`, {
          ...(isSame && { severity: 'information' }),
          related,
        });
    }
  },
};

/** A name of Python is often set anew on purpose; a mapping has its own word for a key given twice. */
const textForms: ReadonlySet<ConfigForm> = new Set(['properties', 'lines', 'ini', 'xml']);
