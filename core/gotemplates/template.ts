/**
 * Reads a text template of Go as its parser does: the first thing in it that would not be taken, and which fields of what it is
 * given it names. Nothing is filled in.
 */
import { Cursor } from './cursor.ts';
import { keywords, Pipelines, type TemplateNames } from './pipelines.ts';
import { flawAt, type TemplateFlaw, type Token } from './tokens.ts';

export interface GoTemplate {
  readonly flaw?: TemplateFlaw;
  /** `.a.b` where the dot is what the template is given: not within `range` and `with`. */
  readonly fields: readonly Token[];
}

/** Longer than what people write into a field. */
const maxLength = 20_000;

/** What is open at a place of the text. */
interface Block {
  readonly is: 'if' | 'with' | 'range' | 'define' | 'block';
  readonly token: Token;
  readonly variables: number;
  readonly outer: readonly string[];
  hasElse: boolean;
}

/** `names`: what the program that reads the template gives it beside what Go does. */
export function readGoTemplate(text: string, names: TemplateNames): GoTemplate {
  if (text.length > maxLength) return { fields: [] };
  const reading = new Reading(text, names);
  reading.read();
  const { flaw, fields } = reading;
  return { fields, ...(flaw && { flaw }) };
}

class Reading {
  readonly #cursor: Cursor;
  readonly #pipelines: Pipelines;
  readonly #blocks: Block[] = [];

  constructor(text: string, names: TemplateNames) {
    this.#cursor = new Cursor(text);
    this.#pipelines = new Pipelines(this.#cursor, names);
  }

  get flaw(): TemplateFlaw | undefined {
    return this.#cursor.flaw;
  }

  get fields(): readonly Token[] {
    return this.#pipelines.fields;
  }

  read(): void {
    const cursor = this.#cursor;
    for (;;) {
      const open = cursor.text.indexOf('{{', cursor.at);
      if (open === -1 || cursor.flaw) break;
      cursor.open = open;
      cursor.at = open + 2;
      if (/^-[ \t\r\n]/.test(cursor.text.slice(cursor.at, cursor.at + 2))) cursor.at++;
      const comment = cursor.at + (cursor.at > open + 2 ? 1 : 0);
      if (cursor.text.startsWith('/*', comment)) this.#comment(comment);
      else this.#action();
    }
    const last = this.#blocks.at(-1);
    if (last && !this.#pipelines.isGivenUp)
      cursor.fail(flawAt(last.token, `this "${last.is}" has no end: add {{ end }}`));
  }

  #comment(start: number): void {
    const cursor = this.#cursor;
    const end = cursor.text.indexOf('*/', start + 2);
    const opening = { at: cursor.open, text: '{{' };
    if (end === -1) {
      cursor.fail(flawAt(opening, 'this comment is not closed: add */}}'));
      return;
    }
    cursor.at = end + 2;
    if (cursor.peek().is === 'close') cursor.take();
    else cursor.fail(flawAt(opening, 'behind a comment the braces close at once: write */}}'));
  }

  #action(): void {
    const cursor = this.#cursor;
    const token = cursor.peekPastSpace();
    if (token.is !== 'name' || !keywords.has(token.text)) {
      this.#pipelines.read('in these braces');
      return;
    }
    cursor.take();
    switch (token.text) {
      case 'end':
        this.#end(token);
        break;
      case 'else':
        this.#else(token);
        break;
      case 'define':
        this.#define(token);
        break;
      case 'block':
      case 'template':
        this.#named(token);
        break;
      case 'break':
      case 'continue':
        this.#leave(token);
        break;
      case 'if':
      case 'with':
      case 'range':
        this.#open(token.text, token);
    }
  }

  #open(is: Block['is'], token: Token): void {
    const { variables } = this.#pipelines;
    this.#push(is, token, variables.length);
    this.#pipelines.read(`behind "${is}"`, { isRange: is === 'range' });
    if (is !== 'if') this.#pipelines.depth++;
  }

  #push(is: Block['is'], token: Token, variables: number, outer: readonly string[] = []): void {
    this.#blocks.push({ is, token, variables, outer, hasElse: false });
  }

  #end(token: Token): void {
    const block = this.#blocks.pop();
    if (!block) {
      this.#cursor.fail(flawAt(token, 'this "end" ends nothing: remove it, or add what it ends'));
      return;
    }
    this.#close('end');
    const isOwn = block.is === 'define' || block.is === 'block';
    if (isOwn) this.#pipelines.variables = [...block.outer];
    else this.#pipelines.variables.length = block.variables;
    if (block.is !== 'if' && !(block.hasElse && !isOwn)) this.#pipelines.depth--;
  }

  /** Within `else` the dot is again what it was. */
  #else(token: Token): void {
    const block = this.#blocks.at(-1);
    if (!block || block.hasElse || block.is === 'define' || block.is === 'block') {
      const what =
        block?.hasElse === true
          ? 'there is an "else" before this one'
          : 'this "else" belongs to no "if"';
      this.#cursor.fail(flawAt(token, `${what}: remove it`));
      return;
    }
    if (block.is !== 'if') this.#pipelines.depth--;
    const { is, text } = this.#cursor.peekPastSpace();
    const goesOn = is === 'name' && text === block.is && (text === 'if' || text === 'with');
    if (!goesOn) {
      block.hasElse = true;
      this.#close('else');
      return;
    }
    this.#cursor.take();
    this.#pipelines.read(`behind "${text}"`);
    if (text === 'with') this.#pipelines.depth++;
  }

  #define(token: Token): void {
    if (this.#blocks.length > 0) {
      this.#cursor.fail(
        flawAt(token, 'templates are defined outside of all others: move this out'),
      );
      return;
    }
    this.#name(token);
    this.#close('define');
    this.#pushOwn('define', token);
  }

  #named(token: Token): void {
    this.#name(token);
    if (token.text === 'block' || this.#cursor.peekPastSpace().is !== 'close')
      this.#pipelines.read(`behind "${token.text}"`);
    else this.#cursor.take();
    if (token.text === 'block') this.#pushOwn('block', token);
  }

  /** What is defined knows no variables of what stands around it. */
  #pushOwn(is: 'define' | 'block', token: Token): void {
    this.#push(is, token, 1, this.#pipelines.variables);
    this.#pipelines.variables = ['$'];
    this.#pipelines.depth++;
  }

  #name(token: Token): void {
    const name = this.#cursor.peekPastSpace();
    if (name.is === 'text' && !name.text.startsWith("'")) this.#cursor.take();
    else
      this.#cursor.fail(
        flawAt(token, `behind "${token.text}" the name of a template stands in quotes`),
      );
  }

  #leave(token: Token): void {
    this.#close(token.text);
    if (!this.#blocks.some(({ is }) => is === 'range'))
      this.#cursor.fail(flawAt(token, `"${token.text}" stands within "range" only`));
  }

  #close(word: string): void {
    const token = this.#cursor.peekPastSpace();
    this.#cursor.take();
    if (token.is !== 'close')
      this.#cursor.fail(flawAt(token, `behind "${word}" the braces close: remove this`));
  }
}
