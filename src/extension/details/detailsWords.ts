import * as vscode from 'vscode';
import type { DetailsWords } from '../../protocol/details';

/** The view's words in the person's language: those that its page puts together, and those that are put together here. */
export interface DetailsTexts {
  readonly words: DetailsWords;
  readonly texts: {
    readonly nothing: string;
    readonly me: string;
    readonly exemplar: string;
    readonly unconfirmed: string;
    readonly unknown: string;
    readonly retired: string;
    readonly paraphrase: string;
    readonly coder: (name: string) => string;
    readonly certainty: (certainty: string) => string;
    readonly more: (count: number) => string;
  };
}

/** The words as they are now. */
export function detailsTexts(): DetailsTexts {
  const { t } = vscode.l10n;
  return {
    words: {
      annotation: t('Annotation without a code'),
      useWhen: t('Use when'),
      doNotUseWhen: t('Do not use when'),
      examples: t('Examples'),
      confusable: t('Easily confused with'),
      note: t('Note'),
      exemplars: t('Exemplars of the study'),
      noExemplars: t('None yet. A passage that you mark as an exemplar is shown here.'),
      editCode: t('Edit Code…'),
      editCodeOf: t('Edit Code: {0}'),
      memo: t('Memo'),
      memoOf: t('Memo on “{0}”'),
      memoHint: t('Saved when you leave the box or press Ctrl+Enter.'),
      unsaved: t('Not saved yet'),
      quoted: t('“{0}”'),
      waiting: t('Memos that are not saved yet'),
      saveMemo: t('Save'),
      copyMemo: t('Copy Memo'),
      discardMemo: t('Discard'),
      discarded: t('The memo was discarded.'),
      neighbours: t('Before and after'),
      previous: t('Previous: {0}'),
      next: t('Next: {0}'),
    },
    texts: {
      nothing: t('No segment at the cursor. Select words and press C to code them.'),
      me: t('coded by you'),
      exemplar: t('★ exemplar'),
      unconfirmed: t('found again in changed words; please check its place'),
      unknown: t('in no codebook of this study'),
      retired: t('retired'),
      paraphrase: t('(paraphrased)'),
      coder: (name) => t('coded by {0}', name),
      certainty: (certainty) => t('certainty {0}', certainty),
      more: (count) => t('… and {0} more segments here', count),
    },
  };
}
