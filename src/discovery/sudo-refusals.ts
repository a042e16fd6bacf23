import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { sudoRefusal } from '../model/privileged-command';
import type { ProbeFrame } from './parsers/parse-frames';
import { quoteOutput } from './parsers/quote-output';
import { displayProbe, type ProbeId } from './probes/probe';
import { PROBES } from './probes/probes';

/** So many refused commands are named; sudo that refuses one mostly refuses them all. */
const NAMED = 5;

/**
 * One diagnostic, `sudo-refused`, when sudo did not run something that was asked of it; none when it ran everything. Its
 * refusal ends with status 1, as commands end themselves, so nothing is concluded from the other answers: a host on which
 * nothing may be read must not look like one with a few gaps.
 */
export function sudoRefusals(frames: readonly ProbeFrame[]): readonly Diagnostic[] {
  const refused = frames.flatMap((frame) => {
    const said = typeof frame.status === 'number' && frame.status !== 0 ? sudoRefusal(frame.stderr) : undefined;
    return said === undefined ? [] : [{ frame, said }];
  });
  const [first] = refused;
  if (first === undefined) return [];
  const named = refused.slice(0, NAMED).map(({ frame }) => `- ${askedIn(frame)}`);
  const more = refused.length > NAMED ? [`- and ${String(refused.length - NAMED)} more`] : [];
  return [
    errorDiagnostic(
      'sudo-refused',
      'sudo on the host does not let the login user read what is needed',
      [
        `It said: ${quoteOutput(first.said)}`,
        'It refused:',
        ...named,
        ...more,
        'Nothing is concluded from the other answers. "hpvmctl sudoers" prints the rules that the login needs; put them into sudoers on the host with visudo.',
      ].join('\n'),
    ),
  ];
}

function askedIn({ probe, object }: ProbeFrame): string {
  return Object.hasOwn(PROBES, probe) ? displayProbe(PROBES[probe as ProbeId], object) : probe;
}
