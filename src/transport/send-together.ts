import type { Socket } from 'node:net';

/**
 * Lets a connected socket send what is written to it in one turn of the event loop together. With AES-GCM ssh2 writes a packet in three pieces; without Nagle's delay each
 * of them would be a segment of its own, and wake the server up for a few bytes. A socket that is not connected yet would forget about it.
 */
export function sendTogether(socket: Socket): void {
  const write = socket.write.bind(socket) as (...written: readonly unknown[]) => boolean;
  socket.write = (...written: readonly unknown[]): boolean => {
    if (socket.writableCorked === 0) {
      socket.cork();
      process.nextTick(() => socket.uncork());
    }
    return write(...written);
  };
}
