import { harmsInSequence } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { framesOffBeforeFour } from './frames-off-before-four';

const HARM = '1: the MAC address check is switched off on a release before 4.0';

function harms(frames: string, integrityVmVersion: string | null): readonly string[] {
  const platform = { ...quickStartHost().platform, integrityVmVersion };
  const command = `ch_rc -a -p HPVMMACADDRFRAMES=${frames} /etc/rc.config.d/hpvmconf`;
  return harmsInSequence(framesOffBeforeFour, [command], { platform });
}

test('the MAC address check is not switched off on a release before 4.0, nor on one that nobody knows', () => {
  expect(harms('0', 'B.03.50')).toEqual([HARM]);
  expect(harms('0', 'A.01.20')).toEqual([HARM]);
  expect(harms('0', null)).toEqual([HARM]);
  expect(harms('0', 'B.04.00')).toEqual([]);
  expect(harms('0', 'B.04.20.05')).toEqual([]);
});

test('the check may have any number of frames, and the default', () => {
  expect(harms('1', 'B.03.50')).toEqual([]);
  const platform = { ...quickStartHost().platform, integrityVmVersion: 'B.03.50' };
  const unset = 'ch_rc -r -p HPVMMACADDRFRAMES /etc/rc.config.d/hpvmconf';
  expect(harmsInSequence(framesOffBeforeFour, [unset], { platform })).toEqual([]);
});

test('no other command is asked about', () => {
  const platform = { ...quickStartHost().platform, integrityVmVersion: 'B.03.50' };
  expect(harmsInSequence(framesOffBeforeFour, ['nwmgr -s -A vmtu=0 -c lan4'], { platform })).toEqual([]);
});
