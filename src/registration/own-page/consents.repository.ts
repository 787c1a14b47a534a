import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { insertRows, type Tx } from '../../database/index.js';
import { Consent } from '../registration.entity.js';

@Injectable()
export class ConsentsRepository {
  /** Everything a person ever agreed to, with its text, oldest first. */
  ofPerson(m: EntityManager, registrationId: string): Promise<Consent[]> {
    return this.ofPeople(m, [registrationId]);
  }

  ofPeople(m: EntityManager, registrationIds: string[]): Promise<Consent[]> {
    return m.find(Consent, {
      where: { registrationId: In(registrationIds) },
      relations: { consentText: true },
      order: { givenAt: 'ASC', id: 'ASC' },
    });
  }

  insert(tx: Tx, consent: Omit<Consent, 'registration' | 'consentText'>): Promise<void> {
    return insertRows(tx, Consent, [consent]);
  }

  async withdraw(tx: Tx, ids: string[], now: Date): Promise<void> {
    await tx.update(Consent, { id: In(ids), withdrawnAt: IsNull() }, { withdrawnAt: now });
  }
}
