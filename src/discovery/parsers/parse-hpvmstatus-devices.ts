import type { Diagnostic } from '../../model/diagnostic';
import { failure, success, type Result } from '../../model/result';
import { isBlank, numberLines, splitSections } from './numbered-line';
import { parseNetworkDevice, type NetworkDevice } from './parse-network-device';
import { unreadableLine, unreadableOutput } from './unreadable-output';

const TITLE = 'Virtual Machine Devices';
const NETWORK = 'Network Interface Details';

/**
 * Reads `hpvmstatus -P GUEST -d`: device strings as `hpvmmodify` takes them, under headings. Devices that are not NICs are passed over;
 * before Integrity VM 4.0 no string has a port.
 *
 * @see J. M. Rey, HP-UX blog (3.5 without portid, 4.x with)
 */
export function parseHpvmstatusDevices(
  text: string,
  command = 'hpvmstatus -P GUEST -d',
): Result<readonly NetworkDevice[]> {
  const sections = splitSections(numberLines(text));
  if (!sections.some((section) => section.heading === TITLE || section.heading === NETWORK)) {
    return failure(unreadableOutput(command, text, `the heading [${TITLE}]`));
  }
  const devices: NetworkDevice[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { heading, lines } of sections) {
    for (const line of lines) {
      const words = line.text.trim();
      if (isBlank(line) || (heading !== NETWORK && isOtherDevice(words))) continue;
      const device = parseNetworkDevice(words);
      if (device === undefined)
        diagnostics.push(unreadableLine(command, line, 'a device such as network:lan:0,1,0xAABBCC001122:vswitch:NAME'));
      else if (devices.some((known) => known.slot === device.slot)) {
        diagnostics.push(unreadableLine(command, line, `one device at ${device.slot}, and this is the second`));
      } else devices.push(device);
    }
  }
  return diagnostics.length > 0 ? failure(...diagnostics) : success(devices);
}

function isOtherDevice(words: string): boolean {
  return /^[a-z][a-z_]*:/.test(words) && !words.startsWith('network:');
}
