import { scalarText } from '../yaml/scalarText';
import { codebookSymbols } from './codebookSymbols';

/**
 * Gives a code another name where its old one stands, in one line of a text that is known to be a sound codebook: nothing is parsed, so
 * it takes as long as looking through the lines. The quotes that were there stay. Undefined where this cannot be done in one line
 * for certain: then the parser has to.
 */
export function renameInLine(text: string, id: string, name: string): string | undefined {
  const [entry, another] = codebookSymbols(text).entries.filter((one) => one.kind === 'code' && one.id === id);
  if (!entry?.nameSpan || another !== undefined || /[\r\n]/.test(name) || text.includes('\r')) return undefined;
  const { start, end } = entry.nameSpan;
  // What is marked may be referred to elsewhere.
  if (!/:[ ]*$/.test(text.slice(text.lastIndexOf('\n', start) + 1, start))) return undefined;
  const old = text.slice(start, end);
  const quote = /^(["'])(?:.*)\1$/s.exec(old)?.[1];
  if (quote === undefined && /^["'*]/.test(old)) return undefined;
  const written = scalarText(name, entry.inFlow ? 'flow' : 'block', quote === '"' || quote === "'" ? quote : '');
  return text.slice(0, start) + written + text.slice(end);
}
