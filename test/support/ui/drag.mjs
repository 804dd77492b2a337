/**
 * Dragging rows of the codebook with the pointer. VS Code takes a drop in the text while Shift is held.
 */
import assert from 'node:assert/strict';
import { poll } from './poll.mjs';

/**
 * Presses on a code's row and moves far enough for a drag to begin.
 * @param {import('../ui.mjs').Workbench} w
 * @param {string} code the row's label
 */
export async function pickUpCode(w, code) {
  const { mouse } = w.page;
  const from = await (await w.treeRow(code, 'Codebook')).locator('.label-name').first().boundingBox();
  assert.ok(from);
  await mouse.move(from.x + 10, from.y + from.height / 2);
  await mouse.down();
  await mouse.move(from.x + 20, from.y + from.height / 2 + 2, { steps: 3 });
}

/**
 * Drags a code onto words in sight.
 * @param {import('../ui.mjs').Workbench} w
 * @param {string} code the row's label
 * @param {string} words
 * @param {string} [editor] where they stand, as a selector; the active editor unless said
 */
export async function dragCodeOnto(w, code, words, editor) {
  const { page } = w;
  const mark = page.locator('.monaco-editor .dnd-target');
  const to = await poll(`"${words}" in the editor`, () => w.placeOf(words, editor));
  await pickUpCode(w, code);
  await page.keyboard.down('Shift');
  try {
    await poll('the place of the drop', async () => {
      // a drop goes where the last move was, once the editor marks the place
      await page.mouse.move(to.right, to.middle + 1, { steps: 3 });
      await page.mouse.move(to.right, to.middle, { steps: 3 });
      return (await mark.count()) > 0;
    });
    await page.mouse.up();
  } finally {
    await page.keyboard.up('Shift');
  }
}
