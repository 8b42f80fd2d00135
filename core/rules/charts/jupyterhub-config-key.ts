import { at, entries, type Entry } from '../../yaml/node.ts';
import { own } from '../../../shared/own.ts';
import { propertyOf } from '../../schema/typedSchema.ts';
import type { TypeSchema } from '../../schema/schema.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'jupyterhub-config-key',
  severity: 'warning',
  claims: 'advice',
  summary:
    'A key of the JupyterHub chart stands below hub.config, where only classes of JupyterHub are read.',
  source: onPage(
    'the JupyterHub chart',
    'https://z2jh.jupyter.org/en/stable/resources/reference.html#hub-config',
  ),
  on: { charts: ['jupyterhub'] },
  check({ node, schema, ctx: { schema: typed } }, report) {
    if (!schema || !typed) return;
    const root = typed.resolve(schema);
    const ofRoot = keysOf(root);
    const ofHub = keysOf(propertyOf(typed, root, 'hub'));
    const config = entries(at(node, ['hub', 'config']));
    // Below a class only whole sections: its options are names like those of the hub.
    const sections = config.flatMap(({ value }) => entries(value).filter(isSection));
    for (const { key } of [...config, ...sections]) {
      const name = key.source;
      if (/^[^a-z]/.test(name) || anywhere.has(name)) continue;
      const isOfRoot = own(ofRoot, name) !== undefined;
      if (!isOfRoot && (own(ofHub, name) === undefined || !config.some((each) => each.key === key)))
        continue;
      const place = isOfRoot ? 'at the root of the values' : 'directly under hub';
      report(
        key,
        `"${name}" does nothing below hub.config, where only classes of JupyterHub are read: it belongs ${place}`,
      );
    }
  },
};

/** Keys that say little about where they belong. */
const anywhere = new Set(['enabled', 'global', 'custom', 'config']);

function isSection({ value }: Entry): boolean {
  return value.type === 'map';
}

function keysOf(schema: TypeSchema | undefined): Readonly<Record<string, unknown>> {
  return schema?.properties ?? {};
}
