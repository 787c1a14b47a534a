import { Column, Entity } from 'typeorm';
import { Text, Time } from '../database/columns.js';

/** Ed25519 keys of the tickets. A retired key signs no more, but its tickets stay valid until it is withdrawn. */
@Entity('signing_key')
export class SigningKey {
  /** 1–255: one byte in the ticket. */
  @Column({ name: 'id', type: 'int', primary: true }) id!: number;
  /** 32 bytes, base64url. */
  @Text('public_key', 43) publicKey!: string;
  @Text('private_key_encrypted', 200) privateKeyEncrypted!: string;
  @Time('created_at') createdAt!: Date;
  @Time('retired_at', { nullable: true }) retiredAt!: Date | null;
  @Time('withdrawn_at', { nullable: true }) withdrawnAt!: Date | null;
}
