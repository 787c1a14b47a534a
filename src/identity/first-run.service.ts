import { Inject, Injectable } from '@nestjs/common';
import { sameSecret, Keys } from '../common/crypto/index.js';
import { type Actor, DomainError } from '../common/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { Accounts } from './accounts.service.js';
import { AccountsRepository } from './accounts.repository.js';
import type { Setup } from './dto/setup.dto.js';
import { IdentityErrors } from './identity.errors.js';
import { hashPassword } from './passwords.js';
import { type Origin, type StartedSession, SignInService } from './sign-in.service.js';

/** The first account always has this id: of two people who set up at the same moment the primary key refuses one. */
const FIRST_ACCOUNT = '00000000-0000-7000-8000-000000000001';

/** The first administrator, made with a token that only the server's own output shows; there is no default password. */
@Injectable()
export class FirstRun {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly rows: AccountsRepository,
    private readonly signIns: SignInService,
    private readonly keys: Keys,
  ) {}

  async needed(): Promise<boolean> {
    return !(await this.database.read((m) => this.rows.any(m)));
  }

  /** What to print at start; undefined once there is an account. */
  async notice(): Promise<string | undefined> {
    if (!(await this.needed())) return undefined;
    return (
      `No account exists yet. Create the first administrator at ${this.config.origin}/masuk/awal ` +
      `with this one-time token: ${this.keys.setupToken()}`
    );
  }

  /**
   * Makes the account and signs it in.
   * @throws DomainError SETUP_DONE, SETUP_TOKEN_WRONG.
   */
  async create({ token, email, name, password }: Setup, from: Origin): Promise<StartedSession> {
    if (!(await this.needed())) throw IdentityErrors.setupDone();
    if (!sameSecret(token.trim(), this.keys.setupToken())) throw IdentityErrors.setupTokenWrong();
    const actor: Actor = { kind: 'system', id: null, name: null, correlationId: from.correlationId };
    const credentials = { passwordHash: await hashPassword(password), passwordTemporary: false };
    const input = { email, name, office: '', roles: [{ role: 'admin' as const }] };
    try {
      await this.accounts.insert(FIRST_ACCOUNT, input, credentials, actor);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'EMAIL_TAKEN') throw IdentityErrors.setupDone();
      throw error;
    }
    return this.signIns.signIn({ email, password }, from);
  }
}
