// What the page of a picture shows.
import type { LaidOut } from './layout.ts';

export interface PictureView {
  readonly title: string;
  /** In place of parts where there are none, and beside them where some are left out. */
  readonly note?: string;
  readonly picture: LaidOut;
}

export const pictureActions = ['open', 'refresh', 'export'] as const;
export type PictureAction = (typeof pictureActions)[number];

/** What stands beside the parts. */
export function noteOf({ nodes, leftOut }: LaidOut): string | undefined {
  if (nodes.length === 0) return 'There is no object here that could be drawn.';
  if (leftOut === 0) return undefined;
  return `${leftOut} more parts are not shown: open the picture of one object to see what belongs to it.`;
}
