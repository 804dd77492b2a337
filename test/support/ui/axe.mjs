/**
 * What axe finds wrong with a page for people who use a keyboard or a screen reader.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { repository } from './study.mjs';

/**
 * @param {import('playwright-core').Frame} frame
 * @returns {Promise<string[]>} each violation with the elements that it is about; none where the page is sound
 */
export async function axeViolations(frame) {
  await frame.evaluate(await readFile(path.join(repository, 'node_modules/axe-core/axe.min.js'), 'utf8'));
  return frame.evaluate(async () => {
    // @ts-expect-error the script above declares it
    const { violations } = await window.axe.run(document);
    return violations.map(
      (/** @type {{ id: string, nodes: { html: string, failureSummary: string }[] }} */ { id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
    );
  });
}
