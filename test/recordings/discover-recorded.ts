import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { discoverHost } from '../../src/discovery/discover-host';
import { parseFrames, type ProbeFrame } from '../../src/discovery/parsers/parse-frames';
import { compileDiscoveryScript } from '../../src/discovery/probes/compile-discovery-script';
import type { ObservedHost } from '../../src/model/observed-host';
import type { Result } from '../../src/model/result';
import type { HostShell } from '../../src/transport/host-shell';
import { writeRecordedRoot, type RecordedCommands } from './recorded-root';
import { SMALL_HOST, SMALL_HOST_FILES } from './small-host';

const FRAME_TOKEN = 'abcdef0123456789';

/** Discovers a host that is a folder of recordings; by default the small host. */
export async function discoverRecorded(
  commands: RecordedCommands = SMALL_HOST,
  files: Readonly<Record<string, string>> = SMALL_HOST_FILES,
): Promise<Result<ObservedHost>> {
  const root = mkdtempSync(path.join(tmpdir(), 'hpvmctl-recorded-'));
  try {
    writeRecordedRoot(root, commands, files);
    const options = { host: 'vmhost9', observedAt: '2026-11-22T10:00:00Z', timeoutMs: 10_000 };
    return await discoverHost(shellOver(root), { ...options, frameToken: FRAME_TOKEN });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The raw answers of the small host. */
export async function recordedFrames(): Promise<readonly ProbeFrame[]> {
  const root = mkdtempSync(path.join(tmpdir(), 'hpvmctl-recorded-'));
  try {
    writeRecordedRoot(root, SMALL_HOST, SMALL_HOST_FILES);
    const { stdout } = await shellOver(root).runScript(compileDiscoveryScript(FRAME_TOKEN), { timeoutMs: 10_000 });
    const frames = parseFrames(stdout, FRAME_TOKEN);
    if (!frames.ok) throw new Error(JSON.stringify(frames.diagnostics));
    return frames.value;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** What could not be read of a host of recordings, as `subject: reason`. */
export async function gapsOf(...host: Parameters<typeof discoverRecorded>): Promise<readonly string[]> {
  const result = await discoverRecorded(...host);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value.coverage.map((gap) => `${gap.subject}: ${gap.reason}`);
}

/** The small host with some answers replaced, by command and arguments. */
export function withAnswers(replaced: RecordedCommands): RecordedCommands {
  const merged: Record<string, RecordedCommands[string]> = { ...SMALL_HOST };
  for (const [command, answers] of Object.entries(replaced)) merged[command] = { ...merged[command], ...answers };
  return merged;
}

/** What the small host prints for a command line. */
export function recorded(command: string, words: string): string {
  return String(SMALL_HOST[command]?.[words]?.stdout);
}

function shellOver(root: string): HostShell {
  return {
    runScript: async (script) => {
      const environment = { HPVM_COMMAND_PREFIX: root, SSH_CONNECTION: '192.1.2.9 50022 192.1.2.205 22' };
      const outcome = spawnSync('/bin/sh', ['-s'], { input: script, env: environment, encoding: 'utf8' });
      return { stdout: outcome.stdout, stderr: outcome.stderr, exitStatus: outcome.status, signal: outcome.signal };
    },
    close: async () => undefined,
  };
}
