/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';

export type Shown = { readonly title: string; readonly error: boolean; readonly empty: boolean; readonly text: string };

const section = '[data-testid^="data-testid Panel header "]';

/** Waits until nothing loads any more, then tells what each panel in view shows. */
export async function panels(page: Page): Promise<Shown[]> {
  await page.locator(section).first().waitFor();
  // A panel that is not yet drawn has its bar or nothing in it; while any is asked for, a refresh can be cancelled.
  await page.waitForFunction(
    (section) =>
      document.querySelector('[aria-label="Panel loading bar"]') === null &&
      document.querySelector('[data-testid="data-testid RefreshPicker run button"]')?.textContent !== 'Cancel' &&
      [...document.querySelectorAll(`${section} [data-testid="data-testid panel content"]`)].every(
        (content) => content.childElementCount > 0
      ),
    section
  );
  await page.waitForLoadState('networkidle');
  return page.locator(section).evaluateAll((found) =>
    found.map((panel) => ({
      title: (panel.getAttribute('data-testid') ?? '').replace('data-testid Panel header ', ''),
      error:
        panel.querySelector('[aria-label="Panel status"], [data-testid^="data-testid Panel status"]') !== null ||
        /unexpected error/i.test(panel.textContent),
      empty:
        panel.querySelector('[data-testid="data-testid Panel data error message"]') !== null ||
        /^No data$/m.test((panel as HTMLElement).innerText),
      text: (panel as HTMLElement).innerText,
    }))
  );
}
