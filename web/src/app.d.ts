import type { IncomingMessage } from 'node:http';
import type { Organisation, Session } from '$lib/api/types';
import type { ConsoleEvent } from '$lib/console/navigation';

/** What the host process puts on a request before it hands it to the pages. */
export type HostRequest = IncomingMessage & {
  apiFetch?: (request: Request, clientAddress: string) => Promise<Response>;
  clientIp?: string;
};

declare global {
  namespace App {
    interface Error {
      message: string;
      code?: string;
      correlationId?: string;
    }
    interface PageData {
      organisation?: Organisation;
      session?: Session;
      consoleEvent?: ConsoleEvent;
    }
    interface Platform {
      req: IncomingMessage;
    }
  }
}
