import { lstat, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorDiagnostic } from '../../model/diagnostic';
import { failure, success, type Result } from '../../model/result';

/** Everything that the quick start puts into its folder; only these are removed when it runs again. */
export const DEMO_FILES = {
  desired: 'cdktf.out',
  sshConfig: 'ssh_config',
  snapshot: 'vmhost1.snapshot.json',
  plan: 'plan.json',
  planText: 'plan.txt',
  report: 'report.json',
  drift: 'drift.json',
} as const;

const MARKER = '.made-by-hpvmctl-demo';

/**
 * Makes an empty folder (only the last part of its path), or empties one that an earlier run made. A folder of somebody
 * else is refused and left alone.
 */
export async function prepareDemoFolder(folder: string): Promise<Result<string>> {
  try {
    return await prepare(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const next = 'Name another folder with --dir, in a folder that exists and in which you may write.';
    return failure(
      errorDiagnostic('cannot-make-folder', `Cannot make the folder ${folder}`, `${error.message}. ${next}`),
    );
  }
}

async function prepare(folder: string): Promise<Result<string>> {
  await mkdir(folder).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  const marker = path.join(folder, MARKER);
  const names = await readdir(folder);
  if (names.length > 0 && !(names.includes(MARKER) && (await lstat(marker)).isFile())) {
    const next = 'Name another folder with --dir; nothing was touched.';
    return failure(errorDiagnostic('folder-not-ours', `${folder} holds files that the quick start did not make`, next));
  }
  for (const name of Object.values(DEMO_FILES)) await rm(path.join(folder, name), { recursive: true, force: true });
  await writeFile(marker, 'hpvmctl demo made this folder and may replace its files.\n');
  return success(folder);
}
