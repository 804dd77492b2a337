import type { ErrorCode } from 'yaml';

/** What a rule of YAML that was broken means to the person who writes the file. */
export interface SyntaxWording {
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
}

const indent = 'Use spaces so that entries of the same list or group begin in the same column.';
const oneOfThem = 'Keep one of them.';

const wordings: Readonly<Record<ErrorCode, readonly [message: string, remedy: string]>> = {
  ALIAS_PROPS: ['A reference (“*name”) carries a mark of its own.', 'Remove the “&…” or “!…” before it.'],
  BAD_ALIAS: ['A “*” or “&” stands where a name has to follow.', 'Put the text in quotes, or name what it refers to.'],
  BAD_COLLECTION_TYPE: ['A mark (“!…”) does not fit what follows it.', 'Remove the mark.'],
  BAD_DIRECTIVE: ['A line that begins with “%” is not understood.', 'Remove it, or put the text in quotes.'],
  BAD_DQ_ESCAPE: [
    'A backslash in double quotes is followed by a sign that means nothing.',
    'Write two backslashes for one.',
  ],
  BAD_INDENT: ['This line is not indented like its neighbours.', indent],
  BAD_PROP_ORDER: ['Marks (“&…”, “!…”) stand in the wrong place.', 'Remove them, or put them right before the value.'],
  BAD_SCALAR_START: ['A text begins with a sign that YAML keeps for itself.', 'Put the text in double quotes.'],
  BLOCK_AS_IMPLICIT_KEY: [
    'There are two “:” on one line, or a list where a key has to be.',
    'Put the text after the first “:” in double quotes.',
  ],
  BLOCK_IN_FLOW: [
    'Inside brackets, a list or group in lines is not possible.',
    'Write it within the brackets, or without brackets.',
  ],
  DUPLICATE_KEY: ['The same key stands twice in one group.', oneOfThem],
  IMPOSSIBLE: ['This place cannot be read.', 'Look at the indentation and the quotes of this and the line before.'],
  KEY_OVER_1024_CHARS: ['A key is longer than 1,024 characters.', 'Shorten it, or look for a missing quote before it.'],
  MISSING_CHAR: [
    'A character is missing here: a “:” after a key, a comma, or a closing quote or bracket.',
    'Add it; where this line looks right, look further up for a quote or bracket that is not closed.',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'A key goes over more than one line, or a “:” is missing.',
    'Write “key: value” on one line.',
  ],
  MULTIPLE_ANCHORS: ['A value has two “&…” names.', oneOfThem],
  MULTIPLE_DOCS: ['The file holds more than one document (a line “---” or “...”).', 'Remove that line.'],
  MULTIPLE_TAGS: ['A value has two “!…” marks.', oneOfThem],
  NON_STRING_KEY: ['A key has to be plain text.', 'Put the key in quotes.'],
  RESOURCE_EXHAUSTION: ['The file is nested too deeply.', 'Remove some of the nesting.'],
  TAB_AS_INDENT: ['A tab is used to indent.', 'Replace tabs at the beginning of lines by spaces.'],
  TAG_RESOLVE_FAILED: [
    'A value carries a mark (“!…”) that Verbatim does not know.',
    'Remove the mark, or put the text in quotes.',
  ],
  UNEXPECTED_TOKEN: [
    'Something stands here that does not belong to the line.',
    'Look at quotes, brackets and the indentation of this line.',
  ],
};

/** The wording of a syntax error of the YAML parser. The rule name is `yaml-` and the parser's code in kebab-case. */
export function wordingOf(code: ErrorCode): SyntaxWording {
  const [message, remedy] = wordings[code];
  return { rule: `yaml-${code.toLowerCase().replaceAll('_', '-')}`, message, remedy };
}
