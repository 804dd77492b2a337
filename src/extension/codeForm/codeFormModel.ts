import * as vscode from 'vscode';
import type { Code, Codebook } from '../../core/codebook/codebook';
import { codeFieldsOf, type CodeField, type CodeFields } from '../../core/codebook/codeFields';
import { colorOf, isColor, paletteNames, shapeOf } from '../../core/codebook/palette';
import type { CodeFormModel, CodeTarget, ColorChoice, NamedCode } from '../../protocol/codeForm';
import type { Draft, FieldFault } from '../../protocol/form';
import { codeColors } from '../codebook/codeColors';
import { nameMessage } from '../codebook/nameMessage';
import { paletteLabels } from '../codebook/paletteLabels';
import type { OpenStudy } from '../study/openStudy';
import { codeFormWordsNow } from './codeFormWords';

/** A code that is there, and where. */
export interface FoundCode {
  readonly open: OpenStudy;
  readonly codebook: Codebook;
  readonly code: Code;
}

/** What the form shows. `found` is undefined where the code, or its study, is not there any more: what was typed can still be copied. */
export function codeFormModel(
  target: CodeTarget,
  found: FoundCode | undefined,
  draft: Draft<CodeFields> | null,
  fields?: CodeFields,
): CodeFormModel {
  const { t } = vscode.l10n;
  const words = codeFormWordsNow();
  if (!found) {
    return {
      kind: 'model',
      target,
      heading: t('Edit Code'),
      path: '',
      words,
      fields: draft?.base ?? codeFieldsOf({}),
      names: [],
      colors: colorChoices('blue'),
      draft,
      readOnly: t('This code is not in the study any more, so nothing can be saved. What you typed is still here.'),
    };
  }
  const { open, codebook, code } = found;
  const { codebooks, codes } = open.study;
  const shown = fields ?? codeFieldsOf(code.entry);
  const named = [...shown.confusable, ...(draft ? [...draft.base.confusable, ...draft.fields.confusable] : [])];
  return {
    kind: 'model',
    target,
    heading: code.name,
    path: [codebook.name, ...code.path.slice(0, -1)].join(' › '),
    words,
    fields: shown,
    names: [...new Set(named)].map((id): NamedCode => ({ id, name: codes.resolve(id)?.name ?? id })),
    colors: colorChoices(colorOf(codeColors(codebooks).get(code.parent ?? code.id) ?? null, codes.topIndexOf(code))),
    draft,
    readOnly:
      codebook.readOnly || open.study.project.readOnly
        ? t(
            '“{0}” was written by a newer Verbatim, so it is shown but not changed. Update Verbatim to edit it.',
            codebook.name,
          )
        : null,
  };
}

/** What is wrong with what a person typed for a code, field by field. */
export function codeFaults(fields: CodeFields, { codebook, code }: FoundCode): readonly FieldFault<CodeField>[] {
  const faults: FieldFault<CodeField>[] = [];
  const named = nameMessage(fields.name, { codebook, parent: code.parent, except: code.id });
  if (named?.severity === vscode.InputBoxValidationSeverity.Error)
    faults.push({ field: 'name', message: named.message });
  if (fields.color !== '' && !isColor(fields.color)) {
    faults.push({
      field: 'color',
      message: vscode.l10n.t('Write # and six of the signs 0–9 and A–F: #3366CC.'),
    });
  }
  return faults;
}

function colorChoices(inherited: string): readonly ColorChoice[] {
  const labels = paletteLabels();
  return [
    { value: '', label: vscode.l10n.t('Like its category'), shape: shapeOf(inherited), drawn: inherited },
    ...paletteNames.map((name): ColorChoice => ({
      value: name,
      label: labels[name],
      shape: shapeOf(name),
      drawn: name,
    })),
  ];
}
