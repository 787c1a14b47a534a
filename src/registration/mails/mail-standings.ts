import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../database/index.js';
import { Mail } from '../../mail/index.js';

/** Keeps in each row how its last mail stands, so that half a million of them can be filtered by it. */
@Injectable()
export class MailStandings implements OnModuleInit {
  constructor(private readonly mail: Mail) {}

  onModuleInit(): void {
    this.mail.follow('registration', (tx, ids, change) => (change === 'queued' ? queued(tx, ids) : moved(tx, ids)));
  }
}

/** Rows of a fold say so already, and are not written a second time. */
async function queued(tx: Tx, ids: string[]): Promise<void> {
  await tx.query(
    `UPDATE registration SET mail_standing = 'queued'
     WHERE id IN (${places(ids)}) AND (mail_standing IS NULL OR mail_standing <> 'queued')`,
    ids,
  );
}

/** A mail that was taken back says nothing of whether the person is reached: the one before it does. */
async function moved(tx: Tx, ids: string[]): Promise<void> {
  await tx.query(
    `UPDATE registration SET mail_standing = (
       SELECT CASE WHEN m.state = 'queued' AND m.held_at IS NOT NULL THEN 'held' ELSE m.state END
       FROM mail_message m WHERE m.subject_kind = 'registration' AND m.subject_id = registration.id
         AND m.state <> 'withdrawn'
       ORDER BY m.id DESC LIMIT 1)
     WHERE id IN (${places(ids)})`,
    ids,
  );
}

const places = (ids: string[]): string => ids.map(() => '?').join(', ');
