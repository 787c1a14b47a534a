import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Permit } from '../common/access/index.js';
import { type Actor, CurrentActor } from '../common/index.js';
import { MergeUnitInput, NewUnitInput, UnitChangeInput } from './dto/units.input.js';
import { UnitInTree } from './dto/units.views.js';
import { Units } from './units.service.js';

/** Every change answers with the whole tree, since it moves what stands around. */
@Controller('directory/units')
export class UnitsController {
  constructor(private readonly units: Units) {}

  @Get()
  @Permit('directory.read')
  tree(): Promise<UnitInTree[]> {
    return this.units.tree();
  }

  @Post()
  @Permit('directory.edit')
  @ApiCreatedResponse({ type: [UnitInTree] })
  async add(@Body() { name, parentId, code }: NewUnitInput, @CurrentActor() actor: Actor): Promise<UnitInTree[]> {
    await this.units.add({ name, parentId: parentId ?? null, ...(code ? { code } : {}) }, actor);
    return this.units.tree();
  }

  @Patch(':unitId')
  @Permit('directory.edit')
  @ApiOkResponse({ type: [UnitInTree] })
  async change(
    @Param('unitId') unitId: string,
    @Body() fields: UnitChangeInput,
    @CurrentActor() actor: Actor,
  ): Promise<UnitInTree[]> {
    await this.units.change(unitId, fields, actor);
    return this.units.tree();
  }

  @Post(':unitId/merge')
  @HttpCode(200)
  @Permit('directory.edit')
  @ApiOkResponse({ type: [UnitInTree] })
  async merge(
    @Param('unitId') unitId: string,
    @Body() { intoId }: MergeUnitInput,
    @CurrentActor() actor: Actor,
  ): Promise<UnitInTree[]> {
    await this.units.merge(unitId, intoId, actor);
    return this.units.tree();
  }
}
