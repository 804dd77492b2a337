import * as vscode from 'vscode';
import type { CodeFormWords } from '../../protocol/codeForm';
import { formWordsNow } from '../panels/formWords';

/** The form's words in the person's language: its page has none of its own. */
export function codeFormWordsNow(): CodeFormWords {
  const { t } = vscode.l10n;
  const keys = t(
    'Ctrl+Enter or Ctrl+S saves. In a list, Enter adds an item, Backspace in an empty one removes it, and Alt+↑ and Alt+↓ move it.',
  );
  return {
    ...formWordsNow(keys),
    name: t('Name'),
    nameHint: t('What was coded with it stays coded, whatever it is called.'),
    definition: t('Definition'),
    definitionHint: t('What the code means, in a sentence or two.'),
    include: t('Use when'),
    includeHint: t('What has to be so for a passage to get this code.'),
    exclude: t('Do not use when'),
    excludeHint: t('What looks like it but gets another code, or none.'),
    examples: t('Examples'),
    examplesHint: t('Words that would get this code, quoted or made up.'),
    confusable: t('Easily confused with'),
    confusableHint: t('Other codes that coders take for this one.'),
    color: t('Colour'),
    colorHint: t('Palette colours follow light, dark and high-contrast themes; a colour of your own stays.'),
    customColor: t('Own colour, as #RRGGBB'),
    item: t('{0}, item {1} of {2}'),
    add: t('Add'),
    addTo: t('Add to “{0}”'),
    choose: t('Choose Codes…'),
    chooseFor: t('Choose Codes… for “{0}”'),
    up: t('Up'),
    upItem: t('Move up: {0}'),
    down: t('Down'),
    downItem: t('Move down: {0}'),
    remove: t('Remove'),
    removeItem: t('Remove: {0}'),
    moved: t('Moved to place {0} of {1}.'),
    removed: t('Removed.'),
  };
}
