import { Controller, Get, Header } from '@nestjs/common';
import { Public } from '../common/access/index.js';
import { Directory } from './directory.service.js';
import { RanksView, UnitView } from './dto/directory.dto.js';
import { type Rank, ranks } from './rank.js';

/** The choices of the registration form. */
@Public()
@Controller('public')
export class PublicDirectoryController {
  constructor(private readonly directory: Directory) {}

  @Get('units')
  @Header('cache-control', 'public, max-age=60')
  async units(): Promise<UnitView[]> {
    const units = await this.directory.units();
    return units.filter((unit) => unit.active).map(({ id, name, parentId }) => ({ id, name, parentId }));
  }

  @Get('ranks')
  @Header('cache-control', 'public, max-age=3600')
  ranks(): RanksView {
    const view = ({ code, label }: Rank) => ({ code, label });
    return { pns: ranks.pns.map(view), pppk: ranks.pppk.map(view) };
  }
}
