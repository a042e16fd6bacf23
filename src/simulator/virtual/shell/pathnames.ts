import { absolutePath, findNode, type FileSystem } from '../kernel/file-system';
import { patternExpression } from './pattern';

interface Piece {
  /** The name it stands for, without quotes. */
  readonly bare: string;
  readonly expression: RegExp | null;
  readonly showsHidden: boolean;
}

const piecesOfPatterns = new Map<string, readonly Piece[]>();
/** Patterns that hold a run id are seen for a while only. */
const MOST_PATTERNS = 5000;

/** Paths that a pattern fits, in byte order; the text itself when there are none (POSIX 2.13.3). */
export function findPaths(files: FileSystem, workingFolder: string, pattern: string, text: string): readonly string[] {
  let found: readonly string[] = [pattern.startsWith('/') ? '/' : ''];
  for (const { bare, expression, showsHidden } of piecesOf(pattern)) {
    found = found.flatMap((before) => {
      const folder = findNode(files, absolutePath(workingFolder, before === '' ? '.' : before));
      if (folder?.kind !== 'folder') return [];
      const join = (entry: string): string => (before === '' || before === '/' ? before + entry : `${before}/${entry}`);
      if (expression === null) return folder.entries.has(bare) || bare === '.' || bare === '..' ? [join(bare)] : [];
      return [...folder.entries.keys()]
        .filter((entry) => expression.test(entry) && (!entry.startsWith('.') || showsHidden))
        .sort()
        .map(join);
    });
    if (found.length === 0) break;
  }
  const isThere = found.length > 0 && !(found.length === 1 && (found[0] === '' || found[0] === '/'));
  return isThere ? found : [text];
}

function piecesOf(pattern: string): readonly Piece[] {
  const known = piecesOfPatterns.get(pattern);
  if (known !== undefined) return known;
  const names = pattern.split('/').filter((each) => each !== '');
  const pieces = names.map((name) => ({
    bare: name.replaceAll(/\\(.)/gs, '$1'),
    expression: /[*?[]/.test(name.replaceAll(/\\./gs, '')) ? patternExpression(name) : null,
    showsHidden: name.startsWith('.'),
  }));
  if (piecesOfPatterns.size >= MOST_PATTERNS) piecesOfPatterns.clear();
  piecesOfPatterns.set(pattern, pieces);
  return pieces;
}
