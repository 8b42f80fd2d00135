import { parse } from '../../yaml/parse.ts';
import { entries, get } from '../../yaml/node.ts';
import { isFilled, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

const loaded = 'import_datasources.yaml';

export const rule: Rule = {
  code: 'superset-datasources',
  severity: 'information',
  claims: 'advice',
  summary: 'Databases stand in a file that the Superset chart does not import.',
  source: onPage(
    'the Superset chart',
    'https://github.com/apache/superset/blob/master/helm/superset/values.yaml',
  ),
  on: { charts: ['superset', 'superset-okdp', 'superset-0.7.4-with-schema'] },
  check({ node }, report) {
    const init = get(node, 'init');
    // A script of one's own imports what it likes.
    const scripts = [get(init, 'initscript'), get(init, 'command'), get(node, 'bootstrapScript')];
    const written = scripts.filter((each) => isFilled(each)).map((each) => JSON.stringify(each));
    for (const { key, value } of entries(get(node, 'extraConfigs'))) {
      const name = key.source;
      const text = string(value) ?? '';
      if (name === loaded || value.filledIn || !/\.ya?ml$/.test(name)) continue;
      if (!/^databases:/m.test(text) || !isFilled(get(parse(text).root, 'databases'))) continue;
      if (isFilled(get(init, 'command')) || written.some((each) => each.includes(name))) continue;
      report(key, `nothing imports "${name}": the chart only imports databases from "${loaded}"`);
    }
  },
};
