import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Post } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Permit, Public } from '../../src/common/access/index.js';
import { DeclaredAccess } from '../../src/identity/declared-access.js';

@Controller('open')
@Public()
class OpenController {
  @Get() list(): void {}
  @Post('edit') @Permit('events.create') edit(): void {}
}

@Controller('forgotten')
class ForgottenController {
  @Get() @Public() list(): void {}
  @Get(':id') read(): void {}
}

@Controller('events/:eventId/records')
class ImpossibleController {
  @Get() @Permit('records.read') list(): void {}
}

async function start(controller: new () => object): Promise<void> {
  const module = await Test.createTestingModule({ controllers: [controller], providers: [DeclaredAccess] }).compile();
  await module.init();
  await module.close();
}

describe('the application', () => {
  it('starts when every route declares its access, on the handler or on the controller', async () => {
    await expect(start(OpenController)).resolves.toBeUndefined();
  });

  it('does not start with a route that declares none, and names it', async () => {
    await expect(start(ForgottenController)).rejects.toThrow(
      'GET /forgotten/:id (ForgottenController.read) declares none of',
    );
  });

  it('does not start with a permission that no role of an event can hold', async () => {
    await expect(start(ImpossibleController)).rejects.toThrow('records.read is held everywhere only');
  });
});
