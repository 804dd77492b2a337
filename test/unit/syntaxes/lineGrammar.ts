interface Rule {
  readonly match: string;
  readonly name?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
}

/** A TextMate grammar whose rules are all `match` rules, kept in the repository. */
export interface Grammar {
  readonly patterns: readonly { readonly include: string }[];
  readonly repository: Readonly<Record<string, Rule>>;
}

/** A coloured stretch of a line. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly scope: string;
}

/**
 * Colours one line as vscode-textmate does for rules without `begin`/`end`: the rule that matches first wins, of those that match at
 * the same place the one that is listed first. The grammar's expressions are written in what Oniguruma and JavaScript share.
 */
export function tokensOf(grammar: Grammar, line: string): Token[] {
  const rules = grammar.patterns.map(({ include }) => {
    const rule = grammar.repository[include.slice(1)];
    if (!rule) throw new Error(`The grammar includes ${include}, which it does not have.`);
    return { ...rule, pattern: new RegExp(rule.match, 'dgu') };
  });
  const tokens: Token[] = [];
  for (let at = 0; at <= line.length;) {
    let best: { readonly rule: (typeof rules)[number]; readonly found: RegExpExecArray } | undefined;
    for (const rule of rules) {
      rule.pattern.lastIndex = at;
      const found = rule.pattern.exec(line);
      if (found && (!best || found.index < best.found.index)) best = { rule, found };
    }
    if (!best) break;
    const { rule, found } = best;
    if (rule.name !== undefined)
      tokens.push({ start: found.index, end: found.index + found[0].length, scope: rule.name });
    for (const [group, { name }] of Object.entries(rule.captures ?? {})) {
      const [start, end] = found.indices?.[Number(group)] ?? [0, 0];
      if (start < end) tokens.push({ start, end, scope: name });
    }
    at = Math.max(at + 1, found.index + found[0].length);
  }
  return tokens;
}
