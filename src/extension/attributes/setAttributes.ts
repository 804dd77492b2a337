import * as vscode from 'vscode';
import { attributesOf } from '../../core/coding/codingAttributes';
import { codingOf } from '../../core/coding/codingOperations';
import { setCodingAttributes } from '../../core/coding/segmentOperations';
import { tell } from '../ask';
import { showStatus } from '../say';
import { codeName } from '../study/names';
import { askAttributes } from './askAttributes';
import type { ChosenCode } from './attributes';

/** Asks what is said of a coding, step by step, and writes it as one change. Leaving the steps changes nothing. */
export async function setAttributes(chosen: ChosenCode): Promise<void> {
  const { open, path, segment, id, code } = chosen;
  const coding = codingOf(segment.segment.row, code);
  if (!coding) return;
  const now = attributesOf(coding);
  const name = codeName(open, code);
  const said = await askAttributes(open, path, now, vscode.l10n.t('Attributes of {0}', name));
  if (said === undefined) return;
  if (Object.keys(said).length === 0) {
    showStatus(vscode.l10n.t('The attributes of {0} are as they were.', name));
    return;
  }
  // Only what was changed here: another window may have said something of the rest meanwhile.
  tell(await open.session.change(path, (mine) => setCodingAttributes(mine, id, code, said, open.session.tools())));
}
