/** Every regular expression in the sources: literals, and those that `RegExp` puts together from constants. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

export interface Expression {
  readonly source: string;
  readonly flags: string;
  /** `core/model/writtenTypeMeta.ts:25`. */
  readonly at: string;
  /** Names of parts that are not known before the program runs; each stands as one letter in `source`. */
  readonly unknown: readonly string[];
}

/** What runs on texts of others. */
export const expressionFolders = [
  'core',
  'cluster',
  'server',
  'cli',
  'shared',
  'client',
  'tools',
  'scripts',
];

/** Of all files below the folders but tests; an expression that stands in several places is named once. */
export function expressionsIn(root: string, folders: readonly string[]): Expression[] {
  const files = folders.flatMap((folder) => sourcesBelow(join(root, folder)));
  const trees = files.map((file) =>
    ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true),
  );
  const constants = new Map<string, ts.Expression>();
  for (const tree of trees) readConstants(tree, tree.fileName, constants);
  const found = new Map<string, Expression>();
  for (const tree of trees)
    for (const each of ofFile(tree, relative(root, tree.fileName), constants))
      if (!found.has(`${each.source}/${each.flags}`))
        found.set(`${each.source}/${each.flags}`, each);
  return [...found.values()];
}

function sourcesBelow(path: string): string[] {
  if (statSync(path).isDirectory())
    return readdirSync(path).flatMap((name) => sourcesBelow(join(path, name)));
  return /(?<!\.test)\.ts$/.test(path) ? [path] : [];
}

/** By `FILE NAME`, and by the name alone for what a file imports. */
function readConstants(
  tree: ts.SourceFile,
  file: string,
  constants: Map<string, ts.Expression>,
): void {
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
      const isConstant = (node.parent.flags & ts.NodeFlags.Const) !== 0;
      if (isConstant) constants.set(`${file} ${node.name.text}`, node.initializer);
      if (isConstant && node.parent.parent.parent === tree)
        constants.set(node.name.text, node.initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

function* ofFile(
  tree: ts.SourceFile,
  file: string,
  constants: ReadonlyMap<string, ts.Expression>,
): Generator<Expression> {
  const nodes: ts.Node[] = [tree];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    const at = `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const slash = node.text.lastIndexOf('/');
      yield {
        source: node.text.slice(1, slash),
        flags: node.text.slice(slash + 1),
        at,
        unknown: [],
      };
    } else if (
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      node.expression.getText() === 'RegExp'
    ) {
      const [pattern, flags] = node.arguments ?? [];
      const unknown: string[] = [];
      const valueOf = (part: ts.Node | undefined): string =>
        textOf(part, { file: tree.fileName, constants, unknown });
      yield { source: valueOf(pattern), flags: flags ? valueOf(flags) : '', at, unknown };
    }
    ts.forEachChild(node, (child) => {
      nodes.push(child);
    });
  }
}

interface Scope {
  readonly file: string;
  readonly constants: ReadonlyMap<string, ts.Expression>;
  readonly unknown: string[];
}

/** The text that an expression of constants has. */
function textOf(node: ts.Node | undefined, scope: Scope): string {
  if (!node) return '';
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return textOf(node.expression, scope);
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'String.raw')
    return templateText(node.template, scope, true);
  if (ts.isTemplateExpression(node)) return templateText(node, scope, false);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return textOf(node.left, scope) + textOf(node.right, scope);
  if (ts.isNumericLiteral(node)) return node.text;
  if (ts.isIdentifier(node)) {
    const { constants, file } = scope;
    const value = constants.get(`${file} ${node.text}`) ?? constants.get(node.text);
    if (value && !ts.isIdentifier(value)) return textOf(value, scope);
  }
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'source') {
    const value = scope.constants.get(`${scope.file} ${node.expression.getText()}`);
    if (value && ts.isRegularExpressionLiteral(value))
      return value.text.slice(1, value.text.lastIndexOf('/'));
  }
  scope.unknown.push(node.getText());
  return 'a';
}

function templateText(template: ts.TemplateLiteral, scope: Scope, isRaw: boolean): string {
  const own = (part: ts.TemplateLiteralLikeNode): string =>
    (isRaw ? part.rawText : undefined) ?? part.text;
  if (ts.isNoSubstitutionTemplateLiteral(template)) return own(template);
  return template.templateSpans.reduce(
    (text, span) => text + textOf(span.expression, scope) + own(span.literal),
    own(template.head),
  );
}
