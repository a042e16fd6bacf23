import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { sendTogether } from './send-together';

test('what is written in one turn leaves in one piece, in order, and the next turn does not wait for an answer', async () => {
  const arrived: string[] = [];
  const server = createServer((socket) => {
    socket.setEncoding('utf8').on('data', (text: string) => arrived.push(text));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = await connected((server.address() as AddressInfo).port);
  try {
    sendTogether(socket);
    const send = handleOf(socket);
    socket.write('length ');
    socket.write('packet ');
    socket.write('tag');
    expect(send.taken).toEqual([]);
    await until(() => arrived.join('') === 'length packet tag');
    expect(send.taken).toEqual([['length ', 'packet ', 'tag']]);
    socket.write('next');
    await until(() => arrived.join('') === 'length packet tagnext');
    expect(send.taken).toHaveLength(2);
    socket.write('last ');
    socket.end('words');
    await until(() => arrived.join('').endsWith('last words'));
  } finally {
    socket.destroy();
    server.close();
  }
});

/** What is handed to the system at a time. */
function handleOf(socket: Socket): { readonly taken: (string | readonly string[])[] } {
  const taken: (string | readonly string[])[] = [];
  const [one, several] = [socket._write.bind(socket), socket._writev?.bind(socket)];
  socket._write = (chunk, encoding, callback) => {
    taken.push(String(chunk));
    one(chunk, encoding, callback);
  };
  socket._writev = (chunks, callback) => {
    taken.push(chunks.map(({ chunk }) => String(chunk)));
    several?.(chunks, callback);
  };
  return { taken };
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true }, () => resolve(socket));
  });
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
