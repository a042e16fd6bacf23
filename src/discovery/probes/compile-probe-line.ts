import { needsRoot } from '../../model/privileged-command';
import { quoteShellWord } from '../../model/shell-word';
import { OBJECT, type CommandProbe, type Probe, type ProbeId } from './probe';

/** Probes whose output names the objects of later probes: the script keeps it to loop over. */
export const LISTINGS = ['interfaces', 'plumbed', 'vswitches', 'guests'] as const satisfies readonly ProbeId[];
export type Listing = (typeof LISTINGS)[number];

/** True when the probe's output names the objects of later probes. */
export function isListing(id: ProbeId): id is Listing {
  return LISTINGS.some((listing) => listing === id);
}

/** The shell line that asks one probe. `$O` is the object's name, `$S` the status of the probe before. */
export function compileProbeLine(id: ProbeId, probe: Probe): string {
  switch (probe.kind) {
    case 'command':
      return commandLine(id, probe);
    case 'file':
      return `read_file ${id} "$P"${quoteShellWord(probe.path)}`;
    case 'processId':
      return `read_process_id ${id} "$P"${quoteShellWord(probe.path)}`;
    case 'existence':
      return `existence ${id} "$O" "$P"${withObject(probe.folder)} ${quoteShellWord(probe.file)}`;
    case 'environment':
      return `begin ${id} -; : >"$D/stderr"; printf '%s\\n' "\${${probe.variable}:-}"; finish 0`;
  }
}

function commandLine(id: ProbeId, probe: CommandProbe): string {
  const object = probe.subject === 'host' ? '-' : '"$O"';
  const head = isListing(id) ? `run_list ${id}` : `run ${id} ${object}`;
  const call = `${head} ${needsRoot(probe.words) ? 'as_root ' : ''}"$P"${probe.words.map(withObject).join(' ')}`;
  if (probe.onlyWhenPreviousFails === true) return `if [ "$S" != 0 ]; then ${call}; fi`;
  const names = Object.keys(probe.environment ?? {});
  if (names.length === 0) return call;
  // Not `NAME=value call`: shells differ in whether such an assignment outlives the call of a function.
  const settings = Object.entries(probe.environment ?? {}).map(
    ([name, value]) => `${name}=${quoteShellWord(value)}; export ${name}`,
  );
  return `${settings.join('; ')}; ${call}; unset ${names.join(' ')}`;
}

/** Quotes a word, with the name that passed the allow-list in the place of {@link OBJECT}. */
function withObject(word: string): string {
  return word
    .split(OBJECT)
    .map((part) => (part === '' ? '' : quoteShellWord(part)))
    .join('"$O"');
}
