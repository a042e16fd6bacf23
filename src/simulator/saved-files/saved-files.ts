import type { NetworkConfiguration, SimulatedHostState } from '../simulated-host-state';
import { HP_APACONF, HP_APAPORTCONF, LANCONFIG, hpApaconf, hpApaportconf, lanconfig, readApaFiles } from './apa-files';
import { NIC_FILES, nicConf, readNicConf } from './nic-files';
import { VLANCONF, readVlanconf, vlanconf } from './vlan-file';

type Files = SimulatedHostState['files'];
type Saving = Pick<SimulatedHostState, 'nics' | 'saved' | 'assumptions'>;
type SavingHost = Saving & Pick<SimulatedHostState, 'files'>;

/** Lines of each file of the saved configuration, without a heading. */
const CONTENTS: Readonly<Record<string, (host: Saving) => readonly string[]>> = {
  [HP_APACONF]: ({ saved }) => hpApaconf(saved),
  [HP_APAPORTCONF]: ({ saved }) => hpApaportconf(saved),
  [LANCONFIG]: ({ saved }) => lanconfig(saved),
  [VLANCONF]: ({ saved, assumptions }) => vlanconf(saved.vlans, assumptions.savedVlanNumber === 'written'),
  ...Object.fromEntries(
    NIC_FILES.map((file) => [file.path, ({ nics, saved }: Saving) => nicConf(file, nics, saved.nicAttributes)]),
  ),
};

/** Files of the saved configuration. An edit of one by hand acts at the next boot (HP-UX VLAN Administrator's Guide, February 2007, p. 47). */
export const SAVED_FILES: readonly string[] = Object.keys(CONTENTS);

/** The files of a host that does not have them yet; what has nothing to say is not there. */
export function firstSavedFiles(host: SavingHost): Files {
  const first = SAVED_FILES.map((path) => [path, contentOf(host, path)] as const);
  return {
    ...Object.fromEntries(first.flatMap(([path, lines]) => (lines.length === 0 ? [] : [[path, textOf(path, lines)]]))),
    ...host.files,
  };
}

/**
 * The files of a host after a command changed its saved configuration. Only those are written whose content changes with it, so that
 * an edit by hand, of another one or by this command, stays as it is.
 */
export function writeSavedFiles(before: SavingHost, after: SavingHost): Files {
  const changed = SAVED_FILES.flatMap((path) => {
    if (before.files[path] !== after.files[path]) return [];
    const text = textOf(path, contentOf(after, path));
    return text === textOf(path, contentOf(before, path)) ? [] : [[path, text] as const];
  });
  return changed.length === 0 ? after.files : { ...after.files, ...Object.fromEntries(changed) };
}

/** The saved configuration after a file was edited by hand: what the next boot will make of the files. */
export function readSavedFile(saved: NetworkConfiguration, path: string, files: Files): NetworkConfiguration {
  const text = (name: string): string => files[name] ?? '';
  if (path === VLANCONF) return { ...saved, vlans: readVlanconf(saved.vlans, text(path)) };
  const nicFile = NIC_FILES.find((file) => file.path === path);
  if (nicFile !== undefined) return { ...saved, nicAttributes: readNicConf(nicFile, saved.nicAttributes, text(path)) };
  return SAVED_FILES.includes(path) ? { ...saved, ...readApaFiles(saved, text) } : saved;
}

function contentOf(host: Saving, path: string): readonly string[] {
  return CONTENTS[path]?.(host) ?? [];
}

function textOf(path: string, lines: readonly string[]): string {
  const heading = `# ${path.slice(path.lastIndexOf('/') + 1)}: read at boot`;
  return [heading, ...lines].map((line) => `${line}\n`).join('');
}
