declare module 'hoodiecrow-imap' {
  import type { Server, Socket } from 'node:net';

  export interface StoredMessage {
    flags: string[];
    raw: string;
  }

  export interface Connection {
    socket: Socket | null;
  }

  type Handler = (connection: Connection, ...rest: unknown[]) => void;

  export interface Hoodiecrow {
    server: Server;
    folderCache: Record<string, { messages: StoredMessage[] } | undefined>;
    appendMessage(folder: string, flags: string[], date: string | null, raw: string): void;
    getCommandHandler(command: string): Handler;
    setCommandHandler(command: string, handler: Handler): void;
  }

  export default function hoodiecrow(options: {
    plugins: string[];
    storage: Record<string, { messages: { raw: string }[] }>;
  }): Hoodiecrow;
}
