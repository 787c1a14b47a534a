import { Injectable } from '@nestjs/common';
import type { ImportHandler } from './import-handler.js';

/** The kinds of import there are; each capability registers its own when the application starts. */
@Injectable()
export class ImportHandlers {
  private readonly handlers = new Map<string, ImportHandler>();

  register(handler: ImportHandler): void {
    if (this.handlers.has(handler.kind)) throw new Error(`Two handlers for imports of kind ${handler.kind}`);
    this.handlers.set(handler.kind, handler);
  }

  get(kind: string): ImportHandler {
    const handler = this.handlers.get(kind);
    if (!handler) throw new Error(`Nobody imports ${kind}`);
    return handler;
  }
}
