import { readFile } from 'node:fs/promises';
import { TransportError } from './transport-error';

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
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    // A file in a folder that may not be looked into is as good as absent when nobody named it.
    if (need === 'optional' && ['ENOENT', 'ENOTDIR', 'EACCES', 'ENXIO'].includes(code)) return undefined;
    throw new TransportError(
      `Cannot read ${path}: ${code === 'ENOENT' ? 'no such file' : code}.\nCorrect the name, or make the file readable for you.`,
      {
        phase: 'configure',
        endpoint: '',
        isRetryable: false,
        cause: error,
      },
    );
  }
}
