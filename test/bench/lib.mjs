// Verbatim's own workload generators, written with the project's design documents and used as they are, so that figures can be held against those measured for other programs.
// Workload generators shared by every benchmark here. Pure functions of a seed.
export function rng(seed) { // mulberry32
  let a = seed >>> 0;
  const f = () => { a |= 0; a = (a + 0x6d2b79f5) | 0; let t = Math.imul(a ^ (a >>> 15), 1 | a); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 4294967296; };
  f.int = (lo, hi) => lo + Math.floor(f() * (hi - lo + 1)); // inclusive
  f.pick = (arr) => arr[Math.floor(f() * arr.length)];
  return f;
}
const SYL = 'ba be bi bo ca ce co da de di do fa fe fi ga go ha he hi in is it ka la le li lo ma me mi mo na ne ni no on or pa pe pi po ra re ri ro sa se si so ta te ti to un us va ve vi wa we wo ya'.split(' ');
const FUNC = 'the and I to a of that it you in was we so like know but they is my have it\'s just don\'t with for on be not what because think really there would if at me do about were when all one out had this or up then people can get she he mean go want your how them some going said been more time things from kind'.split(' ');
export function vocabulary(n = 4000, seed = 7) {
  const r = rng(seed), out = FUNC.slice(), seen = new Set(out);
  while (out.length < n) { let w = ''; for (let k = r.int(2, 4); k > 0; k--) w += r.pick(SYL); if (!seen.has(w)) { seen.add(w); out.push(w); } }
  return out;
}
const VOC = vocabulary();
const CUM = (() => { const c = new Float64Array(VOC.length); let s = 0; for (let i = 0; i < c.length; i++) { s += 1 / (i + 2.7); c[i] = s; } for (let i = 0; i < c.length; i++) c[i] /= s; return c; })();
export function word(r) { const x = r(); let lo = 0, hi = CUM.length - 1; while (lo < hi) { const m = (lo + hi) >> 1; if (CUM[m] < x) lo = m + 1; else hi = m; } return VOC[lo]; }
const STOCK = ['Yeah.', 'Mm-hm.', 'Right, right.', 'Okay, and how did that make you feel?', 'Could you tell me a little more about that?', "I don't know, you know, it's just one of those things.", 'Yeah, no, exactly.', '[laughs]', '[inaudible 00:12:31]', 'Sure.'];
/** Interview transcript: speaker turns, blank line between them; `size` characters (ASCII plus a few accents). */
export function transcript(size = 120_000, seed = 1) {
  const r = rng(seed), speakers = ['INTERVIEWER', 'P' + String(r.int(1, 40)).padStart(2, '0')];
  let out = '', turn = 0;
  while (out.length < size) {
    let t = speakers[turn++ & 1] + ': ';
    if (r() < 0.25) t += r.pick(STOCK);
    else {
      for (let s = r.int(1, 9); s > 0; s--) {
        const n = r.int(4, 22); const ws = [];
        for (let i = 0; i < n; i++) ws.push(word(r) + (r() < 0.07 ? ',' : ''));
        ws[0] = ws[0][0].toUpperCase() + ws[0].slice(1);
        t += ws.join(' ').replace(/,$/, '') + (r() < 0.1 ? '?' : '.') + (s > 1 ? ' ' : '');
      }
      if (r() < 0.05) t += ' Caf\u00e9 na\u00efve \u2014 \u201cyes\u201d.';
    }
    out += t + '\n\n';
  }
  return out.slice(0, size);
}
/** n quotes of 20..400 chars, starts and ends snapped to word edges. */
export function quotes(text, n = 2000, seed = 2, lo = 20, hi = 400) {
  const r = rng(seed), out = [];
  while (out.length < n) {
    let s = r.int(0, text.length - hi - 20), e = s + r.int(lo, hi);
    while (s > 0 && !/\s/.test(text[s - 1])) s--;
    while (e < text.length && !/\s/.test(text[e])) e++;
    while (s < e && /\s/.test(text[s])) s++;
    while (e > s && /\s/.test(text[e - 1])) e--;
    if (e - s >= lo) out.push({ start: s, end: e, exact: text.slice(s, e), prefix: text.slice(Math.max(0, s - 32), s), suffix: text.slice(e, e + 32) });
  }
  return out;
}
/**
 * Edit `pct`% of the words. Mix: 30% other word, 20% one-letter typo, 20% insertion of 1-3 words,
 * 20% deletion, 10% speaker-line change (half: a label renamed; half: turn split by a new speaker line).
 * Returns {text, splices:[{pos,del,ins}] in ORIGINAL offsets ascending, keep: Int32Array orig->new or -1}.
 */
export function edit(text, pct, seed = 3) {
  const r = rng(seed), words = []; const re = /\S+/g; let m;
  while ((m = re.exec(text))) words.push([m.index, m.index + m[0].length]);
  const want = Math.round(words.length * pct / 100), chosen = new Set();
  while (chosen.size < want) chosen.add(r.int(0, words.length - 1));
  const labels = []; const lre = /^[A-Z0-9]+(?=: )/gm; while ((m = lre.exec(text))) labels.push([m.index, m.index + m[0].length]);
  const sp = new Map();
  for (const wi of [...chosen].sort((a, b) => a - b)) {
    const [s, e] = words[wi], x = r();
    if (x < 0.3) sp.set(s, { pos: s, del: e - s, ins: word(r) });
    else if (x < 0.5) { const k = r.int(s, e - 1); sp.set(k, { pos: k, del: 1, ins: String.fromCharCode(97 + r.int(0, 25)) }); }
    else if (x < 0.7) { let t = ''; for (let k = r.int(1, 3); k > 0; k--) t += word(r) + ' '; sp.set(s, { pos: s, del: 0, ins: t }); }
    else if (x < 0.9) sp.set(s, { pos: s, del: Math.min(text.length, e + 1) - s, ins: '' });
    else if (x < 0.95) { const [ls, le] = r.pick(labels); sp.set(ls, { pos: ls, del: le - ls, ins: 'Dr ' + VOC[r.int(80, 3000)].toUpperCase() }); }
    else sp.set(s, { pos: s, del: 0, ins: '\n\nP' + r.int(10, 99) + ': ' });
  }
  const list = [...sp.values()].sort((a, b) => a.pos - b.pos), splices = []; let last = 0;
  for (const q of list) if (q.pos >= last) { splices.push(q); last = q.pos + Math.max(q.del, 1); }
  const keep = new Int32Array(text.length + 1).fill(-1); let out = '', o = 0;
  for (const q of splices) { for (let i = o; i < q.pos; i++) keep[i] = out.length + (i - o); out += text.slice(o, q.pos) + q.ins; o = q.pos + q.del; }
  for (let i = o; i < text.length; i++) keep[i] = out.length + (i - o);
  out += text.slice(o); keep[text.length] = out.length;
  return { text: out, splices, keep };
}
/** Where a range may lie after the edit: start in [s0,s1], end in [e0,e1]; alive = fraction of its characters that survive. */
export function truth(keep, s, e) {
  let n = 0, f = -1, l = -1;
  for (let i = s; i < e; i++) if (keep[i] >= 0) { n++; if (f < 0) f = keep[i]; l = keep[i]; }
  let b = s - 1; while (b >= 0 && keep[b] < 0) b--; let a = e; while (a < keep.length - 1 && keep[a] < 0) a++;
  return { s0: b < 0 ? 0 : keep[b] + 1, s1: f, e0: l + 1, e1: keep[a], alive: n / (e - s) };
}
/** 'exact' both ends in the permitted gap; 'near' both within 12 characters of it; 'overlap' IoU>=.5; 'wrong'; 'lost' */
export function judge(t, res) {
  if (!res) return 'lost';
  const d = (x, lo, hi) => x < lo ? lo - x : x > hi ? x - hi : 0;
  const ds = d(res.start, t.s0, t.s1), de = d(res.end, t.e0, t.e1);
  if (ds === 0 && de === 0) return 'exact';
  if (ds <= 12 && de <= 12) return 'near';
  const i = Math.min(res.end, t.e0) - Math.max(res.start, t.s1), u = Math.max(res.end, t.e0) - Math.min(res.start, t.s1);
  return i > 0 && i / u >= 0.5 ? 'overlap' : 'wrong';
}
/** n ranges over a text of `size` offsets: 98% 20-400 long, 2% 2k-20k long. Sorted by start. */
export function ranges(n, size, seed = 5) {
  const r = rng(seed), a = [];
  for (let i = 0; i < n; i++) { const len = r() < 0.98 ? r.int(20, 400) : r.int(2000, 20000); const s = r.int(0, Math.max(1, size - len - 1)); a.push([s, s + len, i]); }
  a.sort((x, y) => x[0] - y[0] || x[1] - y[1]); return a;
}
export const now = () => Number(process.hrtime.bigint()) / 1e6;
export const median = (a) => { const b = [...a].sort((x, y) => x - y), k = b.length >> 1; return b.length & 1 ? b[k] : (b[k - 1] + b[k]) / 2; };
export function stat(a) { const b = [...a].sort((x, y) => x - y); return { med: median(a), min: b[0], max: b[b.length - 1], n: b.length }; }
/** time fn() reps times after `warm` warm-up calls; ms */
export function bench(fn, reps = 7, warm = 2) { for (let i = 0; i < warm; i++) fn(); const t = []; for (let i = 0; i < reps; i++) { if (global.gc) global.gc(); const a = now(); fn(); t.push(now() - a); } return stat(t); }
export const fmt = (s, k = 1, d = 3) => `${(s.med * k).toFixed(d)} [${(s.min * k).toFixed(d)}..${(s.max * k).toFixed(d)}]`;
/** fixed spin, to see how noisy the machine is: ms */
export function spin() { const a = now(); let x = 1; for (let i = 0; i < 5e7; i++) x = (x * 1664525 + 1013904223) | 0; return [now() - a, x][0]; }
/** edit(text,pct) and then move `k` blocks of ~`len` characters (whole paragraphs) elsewhere; .moved[i]=1 where an original character moved */
export function editMove(text, pct, k = 5, len = 2000, seed = 3) {
  const e = edit(text, pct, seed), r = rng(seed + 77); let t = e.text; const idx = new Int32Array(t.length + 1); for (let i = 0; i < idx.length; i++) idx[i] = i; let cur = Array.from({ length: t.length }, (_, i) => i); const mv = new Uint8Array(t.length + 1);
  for (let b = 0; b < k; b++) { const from = t.indexOf('\n\n', r.int(0, t.length - len * 3)) + 2, to = t.indexOf('\n\n', from + len) + 2; const blk = t.slice(from, to), ids = cur.slice(from, to); for (const x of ids) mv[x] = 1; t = t.slice(0, from) + t.slice(to); cur = cur.slice(0, from).concat(cur.slice(to)); const at = t.indexOf('\n\n', r.int(0, t.length - 3000)) + 2; t = t.slice(0, at) + blk + t.slice(at); cur = cur.slice(0, at).concat(ids, cur.slice(at)); }
  const pos = new Int32Array(e.text.length + 1); for (let i = 0; i < cur.length; i++) pos[cur[i]] = i; pos[e.text.length] = t.length; const keep = new Int32Array(text.length + 1), moved = new Uint8Array(text.length + 1); for (let i = 0; i <= text.length; i++) { if (e.keep[i] < 0) keep[i] = -1; else { keep[i] = pos[e.keep[i]]; moved[i] = mv[e.keep[i]]; } }
  return { text: t, keep, moved, splices: e.splices };
}
