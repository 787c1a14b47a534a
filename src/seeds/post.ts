import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

const CRLF = '\r\n';

/** A mail server on loopback that keeps nothing: it takes every mail but those to one address, which nobody has. */
export async function openPost(unknown: string): Promise<{ url: string; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    attend(socket, unknown);
  });
  await listening(server);
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}

const listening = (server: Server): Promise<void> =>
  new Promise((ready, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', ready);
  });

function attend(socket: Socket, unknown: string): void {
  let pending = '';
  let inMail = false;
  const say = (line: string): void => void socket.write(line + CRLF);
  socket.setEncoding('utf8');
  say('220 pos.bitung.example');
  socket.on('data', (chunk: string) => {
    pending += chunk;
    for (let end = pending.indexOf(CRLF); end >= 0; end = pending.indexOf(CRLF)) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + CRLF.length);
      if (inMail) {
        if (line !== '.') continue;
        inMail = false;
        say('250 2.0.0 OK');
      } else {
        inMail = line.toUpperCase() === 'DATA';
        say(answerTo(line, unknown));
      }
    }
  });
}

function answerTo(line: string, unknown: string): string {
  if (/^DATA$/i.test(line)) return '354 End with a line that holds a dot alone';
  if (/^QUIT$/i.test(line)) return '221 2.0.0 Bye';
  if (/^RCPT TO:/i.test(line) && line.includes(`<${unknown}>`)) return `550 5.1.1 <${unknown}>: no such user here`;
  return '250 2.0.0 OK';
}
