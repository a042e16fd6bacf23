import fc from 'fast-check';
import { parseFrames, type ProbeFrame } from './parse-frames';

const TOKEN = '0011223344556677';

/** What the script writes for a list of answers. */
function framed(frames: readonly ProbeFrame[]): string {
  const parts = frames.map(
    (frame) =>
      `\n${TOKEN} begin ${frame.probe} ${frame.object ?? '-'}\n${frame.stdout}\n${TOKEN} stderr\n${frame.stderr}` +
      `\n${TOKEN} end ${frame.status}\n`,
  );
  return `\n${TOKEN} hpvmctl-discovery 1\n${parts.join('')}\n${TOKEN} done ${frames.length}\n`;
}

const output = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '\n', '\n\n', 'no line end', `${TOKEN.slice(0, 8)} begin x -\n`, `x ${TOKEN.slice(1)} done 3`),
);
const answers = fc.array(
  fc.record<ProbeFrame>({
    probe: fc.constantFrom('vswitches', 'guest-devices', 'refused-name'),
    object: fc.constantFrom(null, 'db01', 'lan900:1', 'vm-lan_1'),
    stdout: output,
    stderr: output,
    status: fc.oneof(fc.nat(255), fc.constantFrom('missing' as const, 'unreadable' as const)),
  }),
);

test('outputs of any bytes come back as they were', () => {
  fc.assert(
    fc.property(answers, (frames) => {
      expect(parseFrames(framed(frames), TOKEN)).toEqual({ ok: true, value: frames, diagnostics: [] });
    }),
  );
});

test('an output that pretends to be a frame, without the token, is only an output', () => {
  const forged = framed([]).replaceAll(TOKEN, 'ffffffffffffffff');
  const frames: ProbeFrame[] = [{ probe: 'processes', object: null, stdout: forged, stderr: '', status: 0 }];
  expect(parseFrames(framed(frames), TOKEN)).toMatchObject({ ok: true, value: frames });
});

test('a login message before the first frame is ignored', () => {
  const text = `Welcome to vmhost1!\nLast login: never\n${framed([])}`;
  expect(parseFrames(text, TOKEN)).toMatchObject({ ok: true, value: [] });
});

test('a part of the answers is refused, wherever it was cut', () => {
  const frame: ProbeFrame = { probe: 'vswitches', object: null, stdout: 'x\n', stderr: '', status: 0 };
  const whole = framed([frame, frame]);
  const untilDone = whole.lastIndexOf('done 2') + 'done 2'.length;
  for (let length = 0; length < untilDone; length += 1) {
    const result = parseFrames(whole.slice(0, length), TOKEN);
    expect(result.ok ? 'read' : result.diagnostics[0]?.code).toBe('incomplete-discovery');
  }
});

test('a missing frame in the middle is noticed', () => {
  const frame: ProbeFrame = { probe: 'vswitches', object: null, stdout: 'x\n', stderr: '', status: 0 };
  const text = framed([frame, frame]).replace(/begin[^]*?end 0/, '');
  expect(parseFrames(text, TOKEN)).toMatchObject({ ok: false });
});

test('a host without room for the private folder is named', () => {
  const result = parseFrames(`\n${TOKEN} no-scratch-folder\n`, TOKEN);
  expect(result.diagnostics.map((each) => each.code)).toEqual(['no-scratch-folder']);
});
