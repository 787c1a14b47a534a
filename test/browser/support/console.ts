import { test as base } from '@playwright/test';

export { expect, type APIRequestContext, type Page } from '@playwright/test';

/**
 * A page of the console shows before it has its script, and a press in that time opens nothing.
 * Here opening a page ends when it can be pressed.
 */
export const test = base.extend({
  page: async ({ page }, use) => {
    const ready = () => page.locator('[data-hydrated=false]').waitFor({ state: 'detached' });
    const goto = page.goto.bind(page);
    page.goto = async (...args) => {
      const response = await goto(...args);
      await ready();
      return response;
    };
    const reload = page.reload.bind(page);
    page.reload = async (...args) => {
      const response = await reload(...args);
      await ready();
      return response;
    };
    await use(page);
  },
});
