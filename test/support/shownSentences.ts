import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Texts by the English ones. */
export type Bundle = Readonly<Record<string, string>>;

/** The file of the sentences that the code shows: of all of them in English, or what they are in another language. */
export function bundleFile(language?: string): string {
  return `media/l10n/bundle.l10n${language === undefined ? '' : `.${language}`}.json`;
}

export function readBundle(language?: string): Bundle {
  return JSON.parse(readFileSync(bundleFile(language), 'utf8')) as Bundle;
}

/** A sentence that VS Code, or core, is asked for in the person's language. */
export interface Sentence {
  readonly text: string;
  readonly where: string;
}

/** Words in the code that no language takes the place of. */
export interface BareWords {
  readonly text: string;
  readonly where: string;
}

const asked = /^(?:vscode\.l10n\.t|l10n\.t|t|say)$/;
/** Lists in which every text is asked for. */
const lists = new Set(['logLabels', 'labelsAround']);

/** Every sentence below a folder, in order. */
export function sentences(folder: string): Sentence[] {
  return sources(folder).flatMap((file) => {
    const found: Sentence[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && asked.test(node.expression.getText())) {
        const [first] = node.arguments;
        const literal = first && ts.isStringLiteralLike(first) ? first.text : null;
        if (literal === null) throw new Error(`${placeOf(node)}: a sentence has to stand in the code as it is.`);
        found.push({ text: literal, where: placeOf(node) });
      }
      if (ts.isVariableDeclaration(node) && lists.has(node.name.getText())) {
        for (const text of literalsIn(node)) found.push({ text, where: placeOf(node) });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    return found;
  });
}

function literalsIn(node: ts.Node): string[] {
  const found: string[] = [];
  const visit = (part: ts.Node): void => {
    if (ts.isStringLiteralLike(part)) found.push(part.text);
    ts.forEachChild(part, visit);
  };
  visit(node);
  return found;
}

/** Words that a person might see but that are not asked for in their language: what has a space between letters, or begins like a name. */
export function bareWords(folder: string): BareWords[] {
  return sources(folder).flatMap((file) => {
    const found: BareWords[] = [];
    const visit = (node: ts.Node): void => {
      if (isForPrograms(node)) return;
      if (ts.isCallExpression(node) && /^logLabel$/.test(node.expression.getText())) return;
      if (ts.isCallExpression(node) && asked.test(node.expression.getText())) {
        node.arguments.slice(1).forEach(visit);
        return;
      }
      const text = textOf(node);
      if (text !== null && /\p{L}{2,}[,;.:]? \p{L}|^\p{Lu}\p{Ll}+$|[“”]/u.test(text)) {
        found.push({ text, where: placeOf(node) });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    return found;
  });
}

/** Places where a row of a tree is made without saying what a screen reader reads of it: in the same block, by the same name. */
export function rowsUnsaid(folder: string): string[] {
  return sources(folder).flatMap((file) => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (
        ts.isVariableDeclaration(node) &&
        node.initializer !== undefined &&
        ts.isNewExpression(node.initializer) &&
        node.initializer.expression.getText() === 'vscode.TreeItem'
      ) {
        const block = node.parent.parent.parent.getText();
        if (!block.includes(`${node.name.getText()}.accessibilityInformation = `)) found.push(placeOf(node));
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    return found;
  });
}

/** What nobody is shown: imports, types, what goes to the log, errors of programs, names that are compared. */
function isForPrograms(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isLiteralTypeNode(node)) return true;
  if (ts.isCallExpression(node)) {
    const called = node.expression.getText();
    return /(?:^|\.)(?:log|channel|console)\.(?:debug|info|warn|error)$/.test(called) || called === 'import';
  }
  if (ts.isNewExpression(node)) return /Error$/.test(node.expression.getText());
  if (ts.isElementAccessExpression(node)) return ts.isStringLiteral(node.argumentExpression);
  if (ts.isBinaryExpression(node)) {
    return (
      /^[!=]==$/.test(node.operatorToken.getText()) || (isAssigned(node) && /\.contextValue$/.test(node.left.getText()))
    );
  }
  return false;
}

function isAssigned(node: ts.BinaryExpression): boolean {
  return node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** The words of a literal, without what is put into it; null for what is none. */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('\0');
}

function sources(folder: string): ts.SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .sort()
    .map((name) => {
      const file = join(folder, name).replaceAll('\\', '/');
      return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
    });
}

function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
