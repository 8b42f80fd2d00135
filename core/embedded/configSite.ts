/** Finds the configuration that a path of a document leads into, for features that have no visit of a walk. */
import { propertyOf, type TypedSchema } from '../schema/typedSchema.ts';
import type { TypeSchema } from '../schema/schema.ts';
import { at, get, items, type Node, type Path } from '../yaml/node.ts';
import { fileAnnotation, type MountedFiles } from './files.ts';
import type { ConfigSite } from './configText.ts';
import { variableAnnotation } from './variables.ts';

export interface FoundSite extends Omit<ConfigSite, 'node' | 'text'> {
  readonly node: Node | undefined;
  /** What is left of the path: the section, the key. */
  readonly rest: Path;
}

/** `root`: of what the schema describes; `mounted`: where its files are found, if it is a ConfigMap. */
export function configSiteAt(
  typed: TypedSchema,
  root: Node | undefined,
  path: Path,
  mounted?: MountedFiles,
): FoundSite | undefined {
  let schema: TypeSchema | undefined = typed.resolve(typed.root);
  let node = root;
  const around: Node[] = [];
  for (const [index, step] of [...path, undefined].entries()) {
    const said = schema?.['x-config'];
    if (said?.form === 'files' && node && typeof step === 'string') {
      const annotation = fileAnnotation(around[0], node, step, mounted);
      const file = get(node, step);
      if (annotation)
        return { annotation, node: file, around: [node, ...around], rest: path.slice(index + 1) };
    }
    const annotation =
      said?.form === 'files'
        ? undefined
        : said?.form === 'env'
          ? variableAnnotation(node, around[1])
          : said;
    if (annotation) return { annotation, node, around, rest: path.slice(index) };
    if (step === undefined || !schema) return undefined;
    if (node) around.unshift(node);
    schema =
      typeof step === 'number'
        ? schema.items && typed.resolve(schema.items)
        : propertyOf(typed, schema, step);
    node = typeof step === 'number' ? items(node)[step] : get(node, step);
  }
  return undefined;
}

/** The value of a field beside the configuration, as a path with dots. */
export function fieldBeside(around: readonly Node[], field: string): Node | undefined {
  return at(around[0], field.split('.'));
}
