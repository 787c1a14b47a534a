import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback that keeps nothing: it takes every mail but those to one address, which nobody has. */
export async function openPost(unknown: string): Promise<{ url: string; close: () => Promise<void> }> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    // A look-up of the client's name would wait for a network that a demo need not have.
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address }, _session, next) =>
      next(
        address === unknown
          ? Object.assign(new Error(`5.1.1 <${unknown}>: no such user here`), { responseCode: 550 })
          : null,
      ),
    onData: (mail, _session, next) => mail.on('end', () => next(null, '2.0.0 OK')).resume(),
  });
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  if (!listener.listening) await once(listener, 'listening');
  return {
    url: `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
