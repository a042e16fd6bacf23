import { readBoundedFile } from './bounded-file';
import { TransportError } from './transport-error';

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EFBIG: 'it holds more than 256 MiB, or has no end',
};

/**
 * Reads a file that says how to reach hosts, as UTF-8.
 *
 * @returns the text; `undefined` for an `optional` file that is not there
 * @throws TransportError of phase `configure` that names the file
 */
export async function readTextFile(path: string, need: 'named'): Promise<string>;
export async function readTextFile(path: string, need: 'optional' | 'named'): Promise<string | undefined>;
export async function readTextFile(path: string, need: 'optional' | 'named'): Promise<string | undefined> {
  try {
    return await readBoundedFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    // A file in a folder that may not be looked into is as good as absent when nobody named it.
    if (need === 'optional' && ['ENOENT', 'ENOTDIR', 'EACCES', 'ENXIO'].includes(code)) return undefined;
    throw new TransportError(
      `Cannot read ${path}: ${WHY[code] ?? code}.\nCorrect the name, or make the file readable for you.`,
      {
        phase: 'configure',
        endpoint: '',
        isRetryable: false,
        cause: error,
      },
    );
  }
}
