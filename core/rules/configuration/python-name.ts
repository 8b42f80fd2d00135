import { undefinedNames, type UndefinedName } from '../../embedded/texts/pythonUndefined.ts';
import { textSpan } from '../../embedded/textSpan.ts';
import type { FindingDetails } from '../../findings/finding.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'python-name',
  severity: 'error',
  claims: 'advice',
  enforcedBy: 'program',
  summary:
    'A configuration in Python uses a name that it neither imports nor sets, and the program does not start.',
  source: onPage('Python', 'https://docs.python.org/3/reference/executionmodel.html'),
  on: { configs: ['superset', 'jupyterhub'] },
  check({ config, node, ctx }, report) {
    if (config?.annotation.form !== 'python' || node.filledIn || node.type !== 'scalar') return;
    const span = textSpan(ctx.text, node);
    if (!span || /\{\{|\{%|<%|\$\{/.test(ctx.text.slice(...span))) return;
    const { title } = config.dictionary.head;
    for (const found of undefinedNames(ctx.text, span)) {
      const word = Object.hasOwn(ofOthers, found.name) ? ofOthers[found.name] : undefined;
      // A chart writes such texts behind others, which may import what they need.
      if (word === undefined && (ctx.isValues || given.has(found.name))) continue;
      const advice = word === undefined ? 'import it, or set it above' : `write ${word}`;
      const message = `Python knows no name "${found.name}" here, and ${title} does not start: ${advice}`;
      report(found.span, message, fixOf(found, word, ctx.text, span));
    }
  },
};

/** Words of JSON and YAML. */
const ofOthers: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };

/** What JupyterHub sets before it reads its file. */
const given: ReadonlySet<string> = new Set(['c', 'get_config', 'load_subconfig']);

/** Modules that come with Python. */
const modules: ReadonlySet<string> = new Set([
  ...['base64', 'datetime', 'hashlib', 'json', 'logging', 'math', 'os', 'pathlib', 'random', 're'],
  ...['secrets', 'socket', 'string', 'subprocess', 'sys', 'time', 'urllib', 'uuid'],
]);

function fixOf(
  { name, span }: UndefinedName,
  word: string | undefined,
  text: string,
  [start]: readonly [number, number],
): FindingDetails {
  if (word !== undefined) return { fix: { title: `Replace with ${word}`, edits: [[span, word]] } };
  if (!modules.has(name) || !text.startsWith('.', span[1])) return {};
  const indent = /^ */.exec(text.slice(start))?.[0] ?? '';
  const edit = [[start, start] as const, `${indent}import ${name}\n`] as const;
  return { fix: { title: `Import ${name}`, edits: [edit] } };
}
