/** Who hears of a choice: the language server, now or once it starts. */
export interface Told {
  notify(method: string, params: object): void;
}
