/**
 * Lines of a secret that were pasted below `password: |`, or below an empty value, without their indentation. YAML reads them
 * as something else, and mostly not at all: they are secret until a line begins that is a key.
 */
export class LostBlocks {
  #isOpen = false;
  #isFirst = false;
  #isPem = false;

  /** The value of a secret key: whether lines are to follow. */
  open(value: string): void {
    this.#isOpen = /^[ \t]*(?:[|>][-+\d]{0,2}[ \t]*)?(?:#.*)?\r?$/.test(value);
    this.#isFirst = true;
    this.#isPem = false;
  }

  /** Whether a line belongs to the block; `isBelow`: its indentation says so. */
  has(line: string, isBelow: boolean): boolean {
    if (!this.#isOpen || line.trim() === '') return false;
    const { groups } = beginsAnew.exec(line) ?? {};
    if (line.includes('-----BEGIN ')) this.#isPem = true;
    else if (line.includes('-----END ')) this.#isPem = false;
    // The headers of a PEM look like keys, and so may a password that has a colon in it.
    else if (!isBelow && !this.#isPem && groups)
      this.#isOpen = this.#isFirst && groups.key !== undefined && !isWord.test(groups.key);
    this.#isFirst = false;
    return this.#isOpen;
  }
}

/** A key, an item of a list that has one, or the next document. */
const beginsAnew =
  /^(?:---(?:[ \t\r]|$)|\.\.\.[ \t\r]*$|[ \t]*(?:- {1,9}){0,9}["']?(?<key>[\w./-]{1,200})["']?[ \t]*:(?:[ \t\r]|$))/;

/** Letters, as keys are: `image`, `DB_HOST`, `spark.driver.memory`. */
const isWord = /^[A-Za-z]+(?:[._/-]+[A-Za-z]+)*$/;
