import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Problem } from '../common/problem.js';
import { ImportView } from './dto/imports.views.js';

const file = { type: 'string', format: 'binary' };

/** Describes a route that takes a table as a multipart form. */
export const TakesTable = () =>
  applyDecorators(
    ApiConsumes('multipart/form-data'),
    ApiBody({ schema: { type: 'object', required: ['file'], properties: { file } } }),
    ApiCreatedResponse({ type: ImportView }),
    ApiUnprocessableEntityResponse({ type: Problem }),
  );

/** Describes a route that gives a template to fill in. */
export const GivesTemplate = () => ApiOkResponse({ content: { 'application/octet-stream': { schema: file } } });
