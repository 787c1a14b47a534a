import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Permit } from '../common/access/index.js';
import { type Actor, CurrentActor } from '../common/index.js';
import { EmployeeCorrectionInput, EmployeeMoveInput, EmployeeQuery, NewEmployeeInput } from './dto/employees.input.js';
import { EmployeeDetail, EmployeePage } from './dto/employees.views.js';
import { EmployeeEdits } from './employee-edits.service.js';
import { Employees } from './employees.service.js';

@Controller('directory/employees')
export class EmployeesController {
  constructor(
    private readonly employees: Employees,
    private readonly edits: EmployeeEdits,
  ) {}

  @Get()
  @Permit('directory.read')
  page(@Query() query: EmployeeQuery): Promise<EmployeePage> {
    return this.employees.page(query);
  }

  @Get(':employeeId')
  @Permit('directory.read')
  one(@Param('employeeId') employeeId: string): Promise<EmployeeDetail> {
    return this.employees.one(employeeId);
  }

  @Post()
  @Permit('directory.edit')
  @ApiCreatedResponse({ type: EmployeeDetail })
  async add(@Body() input: NewEmployeeInput, @CurrentActor() actor: Actor): Promise<EmployeeDetail> {
    return this.employees.one(await this.edits.add(input, actor));
  }

  /** Puts right what was never so; the history gets no new step. */
  @Patch(':employeeId')
  @Permit('directory.edit')
  @ApiOkResponse({ type: EmployeeDetail })
  async correct(
    @Param('employeeId') employeeId: string,
    @Body() input: EmployeeCorrectionInput,
    @CurrentActor() actor: Actor,
  ): Promise<EmployeeDetail> {
    await this.edits.correct(employeeId, input, actor);
    return this.employees.one(employeeId);
  }

  /** Another unit, position or rank from a day on: a new step of the history. */
  @Post(':employeeId/moves')
  @HttpCode(200)
  @Permit('directory.edit')
  @ApiOkResponse({ type: EmployeeDetail })
  async move(
    @Param('employeeId') employeeId: string,
    @Body() input: EmployeeMoveInput,
    @CurrentActor() actor: Actor,
  ): Promise<EmployeeDetail> {
    await this.edits.move(employeeId, input, actor);
    return this.employees.one(employeeId);
  }
}
