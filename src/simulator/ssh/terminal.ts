import { Transform } from 'node:stream';

/** What a terminal driver does between a person and a program: line editing on the way in, line ends on the way out. */
export interface Terminal {
  /** From the client's keys to the program's stdin: whole lines, echoed to `echo`. */
  readonly input: Transform;
  /** From the program to the client's screen: a carriage return before each line feed. */
  output(): Transform;
}

const INTERRUPT = '\u0003';
const END_OF_INPUT = '\u0004';

/**
 * A terminal for shells that have none: return ends a line, backspace takes a character back, control-C interrupts,
 * control-D at the beginning of a line ends the input.
 */
export function createTerminal(echo: (text: string) => void, interrupt: () => void): Terminal {
  let line = '';
  const input = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (const key of chunk.toString('utf8')) {
        if (key === '\r' || key === '\n') {
          echo('\r\n');
          this.push(`${line}\n`);
          line = '';
        } else if (key === '\b' || key === '\u007f') {
          if (line !== '') echo('\b \b');
          line = line.slice(0, -1);
        } else if (key === INTERRUPT) {
          echo('^C\r\n');
          line = '';
          interrupt();
        } else if (key === END_OF_INPUT) {
          if (line === '') this.push(null);
        } else if (key >= ' ') {
          echo(key);
          line += key;
        }
      }
      done();
    },
  });
  const output = (): Transform =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        done(null, Buffer.from(chunk.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'));
      },
    });
  return { input, output };
}
