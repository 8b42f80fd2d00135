/** Hover on a key of a program's configuration inside of a manifest. */
import { codeSpan, escaped, pageLink, prose } from '../markdown/markdown.ts';
import { lookUp, versionFor } from '../embedded/configText.ts';
import { entriesOf, lastPart } from '../embedded/entries.ts';
import type { MountedFiles } from '../embedded/files.ts';
import { textReader } from '../embedded/texts/index.ts';
import { keyOfVariable } from '../embedded/variables.ts';
import { configSiteAt, fieldBeside, type FoundSite } from '../embedded/configSite.ts';
import { defaultOf, remarksOn, typeOfKey } from '../embedded/keyWords.ts';
import type { ConfigKey } from '../dictionaries/configKey.ts';
import type { Dictionary } from '../dictionaries/dictionary.ts';
import type { TypedSchema } from '../schema/typedSchema.ts';
import type { Node, Path } from '../yaml/node.ts';

/** Where the cursor is: in a text that holds a configuration the offset tells the key. */
interface Position {
  /** Of what the schema describes. */
  readonly root: Node | undefined;
  readonly text: string;
  readonly offset: number;
  /** Of a ConfigMap: where its files are found. */
  readonly mounted?: MountedFiles | undefined;
}

/** The page of the key that a path leads to; undefined where it is none, or none that is known. */
export function configPage(typed: TypedSchema, position: Position, path: Path): string | undefined {
  const { dictionaries } = typed;
  const site = dictionaries && configSiteAt(typed, position.root, path, position.mounted);
  if (!site) return undefined;
  const key = keyOfRest(site, position) ?? keyInText(site, position);
  if (key === undefined) return undefined;
  const version = versionFor(site.annotation, site.around);
  const dictionary = dictionaries.of(site.annotation.of);
  const found = lookUp(dictionaries, dictionary, key, version);
  const [row] = found.rows;
  return row && keyPage(found.dictionary, row, { key, ...winnerOf(site, key) });
}

function keyOfRest({ rest, annotation, node }: FoundSite, { text }: Position): string | undefined {
  const { of, form } = annotation;
  if (textReader(form)) return undefined;
  if (form === 'env') return node && entriesOf(annotation, node, text)[0]?.key;
  if (form === 'paths') return rest.length === 1 ? lastPart(String(rest[0])) : undefined;
  if (form === 'variables') {
    const variable = keyOfVariable(String(rest[0] ?? ''));
    return rest.length === 1 && variable?.of === of ? variable.key : undefined;
  }
  if (form === 'nested') return rest.length > 0 ? rest.join('.') : undefined;
  return rest.length === (form === 'sections' ? 2 : 1) ? rest.join('.') : undefined;
}

function keyInText(
  { annotation, node }: FoundSite,
  { text, offset }: Position,
): string | undefined {
  if (!textReader(annotation.form) || !node) return undefined;
  const around = entriesOf(annotation, node, text).find(
    ({ keySpan, valueSpan }) => keySpan[0] <= offset && offset <= valueSpan[1],
  );
  return around?.key;
}

interface Here {
  readonly key: string;
  /** The field beside the configuration that takes the place of the key. */
  readonly winner?: string;
  readonly isWinnerSet?: boolean;
}

function winnerOf({ annotation, around }: FoundSite, key: string): Omit<Here, 'key'> {
  const winner = annotation.fields?.[key];
  if (winner === undefined) return {};
  return { winner, isWinnerSet: fieldBeside(around, winner) !== undefined };
}

/** What a dictionary says of a key. */
export function keyPage(dictionary: Dictionary, row: ConfigKey, here: Here): string {
  const { key, winner, isWinnerSet } = here;
  const type = typeOfKey(row);
  const facts = [type, dictionary.head.title].filter((fact) => fact !== '').join(' · ');
  const initial = defaultOf(row);
  const lines = [
    `**${escaped(key)}** · ${escaped(facts)}`,
    row.words === undefined ? '' : prose(row.words),
    row.values && row.values.length > 1 ? `Allowed: ${row.values.map(codeSpan).join(', ')}` : '',
    initial === undefined ? '' : `Default: ${codeSpan(initial)}`,
    escaped(remarksOn(dictionary, row).join(' ')),
    winner === undefined
      ? ''
      : `The field ${codeSpan(winner)} wins over it${isWinnerSet ? ', and is set here' : ' where it is set'}.`,
    pageLink('Reference', dictionary.head.docUrl),
  ];
  return lines.filter((line) => line !== '').join('\n\n');
}
