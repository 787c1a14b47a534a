import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import type { MailMessage } from './mail-message.entity.js';
import type { SubjectKind } from './mail-template.js';

type Subject = Pick<MailMessage, 'subjectKind' | 'subjectId'>;

/** Told, in the transaction of the change, of rows whose mails now stand otherwise. */
export type MailFollower = (tx: Tx, subjectIds: string[], change: 'queued' | 'moved') => Promise<void>;

/** The capability that shows how its mails stand may keep that in its own rows; this folder may not import it. */
@Injectable()
export class MailFollowers {
  private readonly followers = new Map<SubjectKind, MailFollower>();

  follow(kind: SubjectKind, follower: MailFollower): void {
    this.followers.set(kind, follower);
  }

  async tell(tx: Tx, subjects: Subject[], change: 'queued' | 'moved'): Promise<void> {
    for (const [kind, follower] of this.followers) {
      const ids = subjects.filter(({ subjectKind }) => subjectKind === kind).map(({ subjectId }) => subjectId);
      if (ids.length > 0) await follower(tx, ids, change);
    }
  }
}
