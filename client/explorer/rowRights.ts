// Which rights the user lacks for the rows that are selected: entries of their menus are disabled by it. Asked once the selection
// rests, as VS Code says of a row when it is selected, but not when its menu is opened. No `vscode` here.
import type { RightId } from '../../cluster/actionsApi.ts';
import { isResourceNode, type ExplorerNode, type ResourceNode } from './nodes/node.ts';

/** Milliseconds without another selection. */
const restMs = 300;
/** Rows of a large selection that are asked about; of all others the command tells. */
const mostRows = 10;

export interface RowRightsWork {
  /** Why the user may not do it; undefined where he may, or where it is not known. */
  refusal(row: ResourceNode, right: RightId): Promise<string | undefined>;
  /** Other rights are lacking for the row than were told before. */
  changed(row: ResourceNode): void;
  failed(error: unknown): void;
}

export interface RowRights {
  selected(rows: readonly ExplorerNode[]): void;
  /** As far as is known. */
  lacking(nodeId: string): readonly RightId[];
  /** Contexts or their users are others now. */
  forget(): void;
  dispose(): void;
}

export function createRowRights(work: RowRightsWork): RowRights {
  const known = new Map<string, readonly RightId[]>();
  let timer: NodeJS.Timeout | undefined;

  const ask = async (row: ResourceNode): Promise<void> => {
    const refusals = await Promise.all(
      rightsOf(row).map(async (right) => ((await work.refusal(row, right)) ? [right] : [])),
    );
    const lacking = refusals.flat();
    if ((known.get(row.id) ?? []).join() === lacking.join()) return;
    known.set(row.id, lacking);
    work.changed(row);
  };

  return {
    selected(rows) {
      clearTimeout(timer);
      const objects = rows.filter(isResourceNode).slice(0, mostRows);
      if (objects.length === 0) return;
      timer = setTimeout(() => {
        Promise.all(objects.map(ask)).catch((error: unknown) => work.failed(error));
      }, restMs);
    },
    lacking: (nodeId) => known.get(nodeId) ?? [],
    forget: () => known.clear(),
    dispose: () => clearTimeout(timer),
  };
}

/** Of what its menu offers. */
function rightsOf(row: ResourceNode): readonly RightId[] {
  const { changes = [], contextValue } = row.view();
  const isForwarded = /^resource\.(?:Pod\b|Service\b|.*\.pods\b)/.test(contextValue);
  return [...(changes as readonly RightId[]), ...(isForwarded ? ['forward' as const] : [])];
}
