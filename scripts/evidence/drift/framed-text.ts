import type { ProbeFrame } from '../../../src/discovery/parsers/parse-frames';
import type { HostShell } from '../../../src/transport/host-shell';

/** What the discovery script would have printed for these answers. */
function framedText(frames: readonly ProbeFrame[], token: string): string {
  const framed = frames.map(
    ({ probe, object, stdout, stderr, status }) =>
      `\n${token} begin ${probe} ${object ?? '-'}\n${stdout}\n${token} stderr\n${stderr}\n${token} end ${String(status)}\n`,
  );
  return `\n${token} hpvmctl-discovery 1\n${framed.join('')}\n${token} done ${String(frames.length)}\n`;
}

/** A host that answers the discovery script with these texts, whatever it is asked. */
export function shellThatPrints(frames: readonly ProbeFrame[], token: string): HostShell {
  return {
    runScript: async () => ({ stdout: framedText(frames, token), stderr: '', exitStatus: 0, signal: null }),
    close: async () => undefined,
  };
}
