import { Injectable } from '@nestjs/common';
import { newId } from '../common/index.js';
import type { Tx } from '../database/index.js';
import { NumberSeries } from './number-series.entity.js';

export interface SeriesKey {
  unitCode: string;
  year: number;
}

@Injectable()
export class NumberSeriesRepository {
  /**
   * Makes sure that the series exists, and holds its row until the transaction ends (the upsert locks it on MySQL; SQLite
   * has one writer): a second batch waits here and then sees what the first one numbered.
   */
  async hold(tx: Tx, key: SeriesKey, start: number): Promise<void> {
    await tx
      .createQueryBuilder()
      .insert()
      .into(NumberSeries)
      .values({ id: newId(), ...key, nextSerial: start })
      .orUpdate(['unit_code'], ['unit_code', 'year'])
      .updateEntity(false)
      .execute();
  }

  /**
   * Takes `count` serials in one piece, raising the counter in the same statement; rolled back, the numbers are free again
   * and no gap is left. A `start` beyond the counter jumps over numbers that the paper register has used.
   */
  async take(tx: Tx, key: SeriesKey, start: number, count: number): Promise<{ seriesId: string; first: number }> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(NumberSeries)
      .set({ nextSerial: () => 'CASE WHEN next_serial < :start THEN :start ELSE next_serial END + :count' })
      .where({ ...key })
      .setParameters({ start, count })
      .execute();
    if (affected !== 1) throw new Error(`There is no number series ${key.unitCode}/${key.year}`);
    const series = await tx.findOneByOrFail(NumberSeries, { ...key });
    return { seriesId: series.id, first: series.nextSerial - count };
  }
}
