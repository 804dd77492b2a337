import type { ErrorCode } from 'yaml';
import { say } from '../base/say';

/** What a rule of YAML that was broken means to the person who writes the file. */
export interface SyntaxWording {
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
}

const indent = (): string => say('Use spaces so that entries of the same list or group begin in the same column.');
const oneOfThem = (): string => say('Keep one of them.');

const wordings = (): Readonly<Record<ErrorCode, readonly [message: string, remedy: string]>> => ({
  ALIAS_PROPS: [say('A reference (“*name”) carries a mark of its own.'), say('Remove the “&…” or “!…” before it.')],
  BAD_ALIAS: [
    say('A “*” or “&” stands where a name has to follow.'),
    say('Put the text in quotes, or name what it refers to.'),
  ],
  BAD_COLLECTION_TYPE: [say('A mark (“!…”) does not fit what follows it.'), say('Remove the mark.')],
  BAD_DIRECTIVE: [say('A line that begins with “%” is not understood.'), say('Remove it, or put the text in quotes.')],
  BAD_DQ_ESCAPE: [
    say('A backslash in double quotes is followed by a sign that means nothing.'),
    say('Write two backslashes for one.'),
  ],
  BAD_INDENT: [say('This line is not indented like its neighbours.'), indent()],
  BAD_PROP_ORDER: [
    say('Marks (“&…”, “!…”) stand in the wrong place.'),
    say('Remove them, or put them right before the value.'),
  ],
  BAD_SCALAR_START: [
    say('A text begins with a sign that YAML keeps for itself.'),
    say('Put the text in double quotes.'),
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    say('There are two “:” on one line, or a list where a key has to be.'),
    say('Put the text after the first “:” in double quotes.'),
  ],
  BLOCK_IN_FLOW: [
    say('Inside brackets, a list or group in lines is not possible.'),
    say('Write it within the brackets, or without brackets.'),
  ],
  DUPLICATE_KEY: [say('The same key stands twice in one group.'), oneOfThem()],
  IMPOSSIBLE: [
    say('This place cannot be read.'),
    say('Look at the indentation and the quotes of this and the line before.'),
  ],
  KEY_OVER_1024_CHARS: [
    say('A key is longer than 1,024 characters.'),
    say('Shorten it, or look for a missing quote before it.'),
  ],
  MISSING_CHAR: [
    say('A character is missing here: a “:” after a key, a comma, or a closing quote or bracket.'),
    say('Add it; where this line looks right, look further up for a quote or bracket that is not closed.'),
  ],
  MULTILINE_IMPLICIT_KEY: [
    say('A key goes over more than one line, or a “:” is missing.'),
    say('Write “key: value” on one line.'),
  ],
  MULTIPLE_ANCHORS: [say('A value has two “&…” names.'), oneOfThem()],
  MULTIPLE_DOCS: [say('The file holds more than one document (a line “---” or “...”).'), say('Remove that line.')],
  MULTIPLE_TAGS: [say('A value has two “!…” marks.'), oneOfThem()],
  NON_STRING_KEY: [say('A key has to be plain text.'), say('Put the key in quotes.')],
  RESOURCE_EXHAUSTION: [say('The file is nested too deeply.'), say('Remove some of the nesting.')],
  TAB_AS_INDENT: [say('A tab is used to indent.'), say('Replace tabs at the beginning of lines by spaces.')],
  TAG_RESOLVE_FAILED: [
    say('A value carries a mark (“!…”) that Verbatim does not know.'),
    say('Remove the mark, or put the text in quotes.'),
  ],
  UNEXPECTED_TOKEN: [
    say('Something stands here that does not belong to the line.'),
    say('Look at quotes, brackets and the indentation of this line.'),
  ],
});

/** The wording of a syntax error of the YAML parser. The rule name is `yaml-` and the parser's code in kebab-case. */
export function wordingOf(code: ErrorCode): SyntaxWording {
  const [message, remedy] = wordings()[code];
  return { rule: `yaml-${code.toLowerCase().replaceAll('_', '-')}`, message, remedy };
}
