// What the user chose of the tree: contexts that are open, namespaces of each, favourites, a filter. Namespaces and favourites are kept for the
// workspace; open contexts are not, so that nothing connects before somebody opens one. No `vscode` here.
import type { Disposable } from '../../cluster/api.ts';
import { parseFilter, type ExplorerFilter } from './filter.ts';
import { pinKey, type Pin } from './pins.ts';

/** Where choices are kept for this workspace: the extension's own state, never a file of the repository. */
export interface ChoiceStore {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

export interface ExplorerChoices extends Disposable {
  isOpen(contextName: string): boolean;
  open(contextName: string): void;
  close(contextName: string): void;
  /** Undefined: none were chosen; empty: all of them. */
  namespacesOf(contextName: string): readonly string[] | undefined;
  chooseNamespaces(contextName: string, namespaces: readonly string[]): Promise<void>;
  /** Of one context, or of all. */
  pinsOf(contextName?: string): readonly Pin[];
  pin(pins: readonly Pin[]): Promise<void>;
  unpin(pins: readonly Pin[]): Promise<void>;
  readonly filter: ExplorerFilter | undefined;
  /** An empty text shows all again. */
  filterBy(text: string): void;
  onDidChange(listener: () => void): Disposable;
}

const namespacesKey = 'dataPlatform.namespaces';
const pinsKey = 'dataPlatform.pins';

export function createExplorerChoices(store: ChoiceStore): ExplorerChoices {
  const open = new Set<string>();
  const listeners = new Set<() => void>();
  let filter: ExplorerFilter | undefined;
  const announce = () => {
    for (const listener of [...listeners]) listener();
  };
  const pins = () => (store.get(pinsKey) ?? []) as readonly Pin[];
  const keepPins = async (next: readonly Pin[]) => {
    await store.update(pinsKey, next);
    announce();
  };
  const kept = () => new Map((store.get(namespacesKey) ?? []) as [string, string[]][]);

  return {
    isOpen: (contextName) => open.has(contextName),
    open(contextName) {
      open.add(contextName);
      announce();
    },
    close(contextName) {
      open.delete(contextName);
      announce();
    },
    namespacesOf: (contextName) => kept().get(contextName),
    async chooseNamespaces(contextName, namespaces) {
      const next = kept().set(contextName, [...namespaces]);
      await store.update(namespacesKey, [...next]);
      announce();
    },
    pinsOf: (contextName) =>
      pins().filter((pin) => contextName === undefined || pin.contextName === contextName),
    async pin(added) {
      const known = new Set(pins().map(pinKey));
      await keepPins([...pins(), ...added.filter((pin) => !known.has(pinKey(pin)))]);
    },
    async unpin(removed) {
      const gone = new Set(removed.map(pinKey));
      await keepPins(pins().filter((pin) => !gone.has(pinKey(pin))));
    },
    get filter() {
      return filter;
    },
    filterBy(text) {
      filter = parseFilter(text);
      announce();
    },
    onDidChange(listener) {
      const own = () => listener();
      listeners.add(own);
      return { dispose: () => void listeners.delete(own) };
    },
    dispose: () => listeners.clear(),
  };
}
