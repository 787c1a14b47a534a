import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AccountRoles } from './account-roles.service.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsRepository } from './accounts.repository.js';
import { Accounts } from './accounts.service.js';
import { Credentials } from './credentials.service.js';
import { DeclaredAccess } from './declared-access.js';
import { DeviceSessions } from './device-sessions.js';
import { EventTitles } from './event-titles.js';
import { FirstRun } from './first-run.service.js';
import { SessionController } from './session.controller.js';
import { SessionsRepository } from './sessions.repository.js';
import { Sessions } from './sessions.service.js';
import { SetupController } from './setup.controller.js';
import { SignInLimitsRepository } from './sign-in-limits.repository.js';
import { SignInLimits } from './sign-in-limits.js';
import { SignInService } from './sign-in.service.js';
import { SigningKeysController } from './signing-keys.controller.js';
import { SigningKeysRepository } from './signing-keys.repository.js';
import { SigningKeys } from './signing-keys.service.js';
import { TicketSigner } from './ticket-signer.js';

@Module({
  controllers: [SetupController, SessionController, AccountsController, SigningKeysController],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    DeclaredAccess,
    Accounts,
    AccountRoles,
    AccountsRepository,
    Credentials,
    DeviceSessions,
    EventTitles,
    FirstRun,
    Sessions,
    SessionsRepository,
    SignInLimits,
    SignInLimitsRepository,
    SignInService,
    SigningKeys,
    SigningKeysRepository,
    TicketSigner,
  ],
  exports: [Accounts, DeviceSessions, EventTitles, TicketSigner],
})
export class IdentityModule {}
