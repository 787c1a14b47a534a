import { Column, Entity, Index } from 'typeorm';
import { Int, Time } from '../database/columns.js';

/**
 * Tries of one e-mail, of one address, or of an e-mail from an address. Kept apart from the accounts, so that an unknown
 * e-mail is counted, slowed and answered exactly like a known one.
 */
@Entity('sign_in_limit')
@Index('sign_in_limit_forget', ['forgetAt'])
export class SignInLimit {
  /** Keyed hash of the e-mail or the address; of both, behind the beginning of the e-mail's. */
  @Column({ name: 'id', type: 'varchar', length: 64, primary: true }) id!: string;
  @Int('tries') tries!: number;
  @Time('forget_at') forgetAt!: Date;
}
