import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { Permit } from '../common/access/index.js';
import { type Actor, CurrentActor } from '../common/index.js';
import { AccountRoles } from './account-roles.service.js';
import { Accounts } from './accounts.service.js';
import { Credentials } from './credentials.service.js';
import {
  Account,
  AccountPage,
  AccountQuery,
  CreatedAccount,
  EditAccount,
  NewAccount,
  NewRole,
  TemporaryPassword,
} from './dto/account.dto.js';

@Permit('accounts.manage')
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly roles: AccountRoles,
    private readonly credentials: Credentials,
  ) {}

  @Get()
  list(@Query() query: AccountQuery): Promise<AccountPage> {
    return this.accounts.list(query);
  }

  @Post()
  create(@Body() input: NewAccount, @CurrentActor() actor: Actor): Promise<CreatedAccount> {
    return this.accounts.create(input, actor);
  }

  @Patch(':accountId')
  edit(@Param('accountId') id: string, @Body() input: EditAccount, @CurrentActor() actor: Actor): Promise<Account> {
    return this.accounts.edit(id, input, actor);
  }

  @Post(':accountId/roles')
  async giveRole(
    @Param('accountId') id: string,
    @Body() input: NewRole,
    @CurrentActor() actor: Actor,
  ): Promise<Account> {
    await this.roles.add(id, input, actor);
    return this.accounts.view(id);
  }

  @Delete(':accountId/roles/:roleId')
  async takeRole(
    @Param('accountId') id: string,
    @Param('roleId') roleId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Account> {
    await this.roles.take(id, roleId, actor);
    return this.accounts.view(id);
  }

  @Post(':accountId/password')
  resetPassword(@Param('accountId') id: string, @CurrentActor() actor: Actor): Promise<TemporaryPassword> {
    return this.credentials.reset(id, actor);
  }

  @Post(':accountId/end-sessions')
  @HttpCode(204)
  endSessions(@Param('accountId') id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.credentials.endSessions(id, actor);
  }
}
