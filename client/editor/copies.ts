// What the user sees of files that are copied from or to a container.
import type { CopyOptions, CopyReport } from '../../cluster/streamsApi.ts';
import type { Result } from '../../cluster/api.ts';
import { withProgress } from './questions.ts';
import { showError } from './window.ts';

/** As often is a message worth another look. */
const tellEveryMs = 250;

const units = ['bytes', 'KiB', 'MiB', 'GiB'];

/** Copies while a message tells how far it is, and can be stopped. Undefined where it failed, which has been told, or was stopped. */
export async function copyWithProgress(
  title: string,
  copy: (how: Pick<CopyOptions, 'onProgress' | 'signal'>) => Promise<Result<CopyReport>>,
): Promise<CopyReport | undefined> {
  const copied = await withProgress(title, (signal, tell) => {
    let toldAt = 0;
    const onProgress = (bytes: number, total?: number) => {
      if (Date.now() - toldAt < tellEveryMs) return;
      toldAt = Date.now();
      tell(total === undefined ? sizeText(bytes) : `${sizeText(bytes)} of ${sizeText(total)}`);
    };
    return copy({ signal, onProgress });
  });
  if (copied.ok) return copied.value;
  if (copied.error.code !== 'cancelled') void showError(copied.error.message);
  return undefined;
}

/** `3 files (1.2 MiB) copied to /data; 1 link or special file was left out`. */
export function reportText({ files, bytes, leftOut }: CopyReport, to: string): string {
  const what = files === 1 ? '1 file' : `${files} files`;
  const links =
    leftOut === 1 ? '1 link or special file was' : `${leftOut} links or special files were`;
  return `${what} (${sizeText(bytes)}) copied to ${to}${leftOut > 0 ? `; ${links} left out` : ''}`;
}

function sizeText(bytes: number): string {
  const unit = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const size = bytes / 1024 ** unit;
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit] ?? ''}`;
}
