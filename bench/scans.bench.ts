import { v7 as uuid } from 'uuid';
import { openBare } from './bare.js';
import { CONNECTIONS, enterOne, openHalls, today } from './halls.js';
import { bench, rate } from './harness.js';
import { expectAll, request, send } from './socket-client.js';

/**
 * Everybody comes in once, with his QR code. The bare program sends the statements of the product: the person by id,
 * then in one transaction his stays of the day, the scan, the stay and the audit entry, then what the answer tells. It
 * reads neither a session nor a signature.
 */
await bench('scans', [CONNECTIONS], async (arena, totals) => {
  const halls = await arena.populate((app, side) => openHalls(app, totals[side]));
  const slot = today();
  let scanned = 0;
  let entered = 0;
  return {
    product: async (requests, connections) => {
      const { office, tickets } = halls.product;
      const scans = tickets.slice(scanned, (scanned += requests)).map(({ eventId, qr }) => {
        const scan = { id: uuid(), input: qr, method: 'camera', scannedAt: new Date().toISOString() };
        return request('POST', `/api/events/${eventId}/scans`, office.headers, scan);
      });
      return expectAll(200, await send(arena.product.port, scans, connections));
    },
    bare: async (requests, concurrency) => {
      const open = await Promise.all(Array.from({ length: concurrency }, () => openBare(arena.bare)));
      const perSecond = await rate(requests, open, async (db) => {
        const ticket = halls.bare.tickets[entered++];
        if (ticket) await enterOne(db, ticket, slot);
      });
      await Promise.all(open.map((db) => db.close()));
      return perSecond;
    },
  };
});
