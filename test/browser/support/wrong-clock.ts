import type { Page } from '@playwright/test';

/**
 * Sets the clock of a phone, now and after each load: what `Date` says, not what `performance.now()` does, as on a phone.
 * @param wrongBy milliseconds that it is ahead
 */
export async function setClockWrong(page: Page, wrongBy: number): Promise<void> {
  await page.addInitScript(makeWrong, wrongBy);
  await page.evaluate(makeWrong, wrongBy);
}

function makeWrong(wrongBy: number): void {
  const RealDate = (window as { RealDate?: DateConstructor }).RealDate ?? Date;
  class WrongDate extends RealDate {
    constructor(...given: [] | [number | string]) {
      if (given.length === 0) super(RealDate.now() + wrongBy);
      else super(...given);
    }
    static override now(): number {
      return RealDate.now() + wrongBy;
    }
  }
  Object.assign(window, { RealDate, Date: WrongDate });
}
