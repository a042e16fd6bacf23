import { connect } from 'node:net';

const REQUEST_IDENTITIES = Buffer.from([0, 0, 0, 1, 11]);
const IDENTITIES_ANSWER = 12;
/** Longer answers are no list of keys. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * Comments of the certificates that an SSH agent holds (draft-miller-ssh-agent, 4.4; PROTOCOL.certkeys of OpenSSH). The SSH
 * library leaves them out without a word, and they are worth one when a login fails. `undefined` when
 * the agent says nothing in time: ssh2 would wait for it without end. Empty when it cannot be reached.
 */
export function certificatesInAgent(socketPath: string, timeoutMs: number): Promise<readonly string[] | undefined> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const socket = connect({ path: socketPath });
    const finish = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(certificatesOf(received));
    };
    const timer = setTimeout(() => {
      socket.destroy();
      resolve(undefined);
    }, timeoutMs);
    socket.on('error', finish);
    socket.on('close', finish);
    socket.on('connect', () => socket.write(REQUEST_IDENTITIES));
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      const isWhole = received.length >= 4 && received.length >= 4 + received.readUInt32BE(0);
      if (isWhole || received.length > MAX_ANSWER_BYTES) finish();
    });
  });
}

/** Pairs of key and comment follow the type of the answer and their number. */
function certificatesOf(answer: Buffer): readonly string[] {
  if (answer.length < 9 || answer[4] !== IDENTITIES_ANSWER) return [];
  const comments: string[] = [];
  let at = 9;
  const next = (): Buffer | undefined => {
    if (at + 4 > answer.length) return undefined;
    const end = at + 4 + answer.readUInt32BE(at);
    if (end > answer.length) return undefined;
    const text = answer.subarray(at + 4, end);
    at = end;
    return text;
  };
  for (let key = next(), comment = next(); key !== undefined && comment !== undefined; key = next(), comment = next()) {
    const typeLength = key.length < 4 ? 0 : key.readUInt32BE(0);
    if (/-cert-v0[01]@openssh\.com$/.test(key.toString('latin1', 4, 4 + typeLength))) comments.push(comment.toString());
  }
  return comments;
}
