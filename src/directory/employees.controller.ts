import { Controller, Get, Param, Query } from '@nestjs/common';
import { Permit } from '../common/access/index.js';
import { EmployeeQuery } from './dto/employees.input.js';
import { EmployeeDetail, EmployeePage } from './dto/employees.views.js';
import { Employees } from './employees.service.js';

@Permit('directory.read')
@Controller('directory/employees')
export class EmployeesController {
  constructor(private readonly employees: Employees) {}

  @Get()
  page(@Query() query: EmployeeQuery): Promise<EmployeePage> {
    return this.employees.page(query);
  }

  @Get(':employeeId')
  one(@Param('employeeId') employeeId: string): Promise<EmployeeDetail> {
    return this.employees.one(employeeId);
  }
}
