import { compileProbeLine, type Listing } from './compile-probe-line';
import type { ProbeSubject } from './probe';
import { probeEntries } from './probes';

/**
 * The shell loop over the objects that a listing named: each name is checked against its allow-list, then the probes about
 * that kind of object are asked with the name in `$O`.
 */
export function compileObjectLoop(listing: Listing): string {
  return LOOPS[listing];
}

const AFTER_RULER = `  R=
  while read -r A B C M; do
    case $A in
      ==*) R=1; continue ;;
      '') continue ;;
    esac
    if [ -z "$R" ]; then continue; fi`;

const LOOPS: Readonly<Record<Listing, string>> = {
  interfaces: `${AFTER_RULER}
    if is_interface "$A"; then
      O=$A
      case $O in
        lan9[0-4][0-9])
          # Empty aggregates always exist and have this address; the table of aggregates says all about them.
          if [ "$C" != 0x000000000000 ]; then
${probesAbout('aggregate', 12)}
          fi
          ;;
        lan[5-8][0-9][0-9][0-9])
${probesAbout('hostVlan', 10)}
          ;;
        *)
${probesAbout('nic', 10)}
          ;;
      esac
      if [ "$C" != 0x000000000000 ]; then
${probesAbout('interface', 8)}
      fi
    else
      refuse interface "$A"
    fi
  done <"$D/interfaces"`,

  // The name of an interface that is down ends in an asterisk; an interface without an address says none twice.
  plumbed: `  while read -r A B C M; do
    case $A in
      IPv6*) break ;;
      lan*) ;;
      *) continue ;;
    esac
    case $M in none*) continue ;; esac
    O=\${A%[*]}
    if is_plumbed_interface "$O"; then
${probesAbout('plumbedInterface', 6)}
    else
      refuse address "$A"
    fi
  done <"$D/plumbed"`,

  vswitches: namedInFirstColumn('vswitch', 'vswitches'),
  guests: namedInFirstColumn('guest', 'guests'),
};

/** Rows of these listings begin with a name and a number. */
function namedInFirstColumn(subject: 'vswitch' | 'guest', listing: Listing): string {
  return `${AFTER_RULER}
    if is_${subject} "$A" && is_number "$B"; then
      O=$A
${probesAbout(subject, 6)}
    else
      refuse ${subject} "$A"
    fi
  done <"$D/${listing}"`;
}

function probesAbout(subject: ProbeSubject, indent: number): string {
  return probeEntries()
    .filter(([, probe]) => probe.subject === subject)
    .map(([id, probe]) => `${' '.repeat(indent)}${compileProbeLine(id, probe)}`)
    .join('\n');
}
