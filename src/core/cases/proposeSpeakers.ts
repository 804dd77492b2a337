import type { LabelSample } from '../transcript/labelSamples';

/** Who a label may stand for: who asks, the one person that the file is about, one of several people, or nobody that is known. */
export type ProposedRole = 'interviewer' | 'person' | 'other' | 'nobody';

/**
 * What a proposal rests on: the label itself (“I”, “Interviewer”), that it is the only one left, or who asks and who tells, which is a
 * guess. Null where nothing is proposed.
 */
export type ProposalReason = 'label' | 'rest' | 'guess';

/** Who a label of a transcript stands for, as far as the transcript tells. */
export interface SpeakerProposal {
  readonly label: string;
  readonly role: ProposedRole;
  readonly because: ProposalReason | null;
}

const asks: ReadonlySet<string> = new Set(
  (
    'i|int|intv|inter|interviewer|interviewerin|iv|ir|q|question|mod|moderator|moderatorin|fac|facilitator|researcher|forscher|forscherin|' +
    'frage|befragende|intervieweur|intervieweuse|enquêteur|enquêtrice|entrevistador|entrevistadora|intervistatore|intervistatrice|' +
    'interviewster|интервьюер|访谈者|采访者|访问者'
  ).split('|'),
);

const answers: ReadonlySet<string> = new Set(
  (
    'r|resp|respondent|respondentin|p|part|participant|pt|ppt|b|bp|bf|befragte|befragter|befragte person|ip|interviewpartner|' +
    'interviewpartnerin|interviewte|interviewter|interviewee|ie|informant|subject|antwort|answer|enquêté|enquêtée|participante|' +
    'entrevistado|entrevistada|entrevistado|intervistato|intervistata|geïnterviewde|респондент|受访者|被访者'
  ).split('|'),
);

/** Letters that ask or answer only beside each other: “F:” may be a name, beside “A:” or “B:” it is a question. */
const asksBeside: ReadonlySet<string> = new Set(['f']);
const answersBeside: ReadonlySet<string> = new Set(['a']);

/** So many of a speaker's turns have to ask something to be taken for whoever asks, and so many times as many as anybody else's. */
const leastAsked = 0.3;
const timesAsMany = 1.5;

/**
 * Proposes who speaks in one transcript, label by label, in the order given: by the labels, else by what is left, else by who asks and
 * says little, which is a guess. Numbers behind a label do not count (“R1”), and several who answer are several people. Where nothing
 * tells, nobody is proposed. The order of the labels and the length of the transcript make no difference.
 */
export function proposeSpeakers(samples: readonly LabelSample[]): readonly SpeakerProposal[] {
  const bare = samples.map(({ label }) => bareLabel(label));
  const some = (known: ReadonlySet<string>): boolean => bare.some((label) => known.has(label));
  const besideAnswer = some(answers) || some(answersBeside);
  const besideQuestion = some(asks) || some(asksBeside);
  const isAsking = bare.map((label) => asks.has(label) || (asksBeside.has(label) && besideAnswer));
  const isAnswering = bare.map((label) => answers.has(label) || (answersBeside.has(label) && besideQuestion));
  if (isAsking.includes(true)) {
    return shared(
      samples,
      (i) => isAsking[i] === true,
      'label',
      (i) => (isAnswering[i] === true ? 'label' : 'rest'),
    );
  }
  const [left, ...more] = samples.flatMap((_, i) => (isAnswering[i] === true ? [] : [i]));
  if (isAnswering.includes(true)) {
    if (left !== undefined && more.length === 0)
      return shared(
        samples,
        (i) => i === left,
        'rest',
        () => 'label',
      );
    if (left === undefined)
      return shared(
        samples,
        () => false,
        'label',
        () => 'label',
      );
  }
  const asking = whoAsks(samples);
  if (asking !== undefined)
    return shared(
      samples,
      (i) => i === asking,
      'guess',
      () => 'guess',
    );
  if (samples.length === 1)
    return shared(
      samples,
      () => false,
      'rest',
      () => 'rest',
    );
  return samples.map(({ label }, i) =>
    isAnswering[i] === true ? { label, role: 'other', because: 'label' } : { label, role: 'nobody', because: null },
  );
}

function shared(
  samples: readonly LabelSample[],
  isAsking: (i: number) => boolean,
  asked: ProposalReason,
  answered: (i: number) => ProposalReason,
): readonly SpeakerProposal[] {
  const others = samples.filter((_, i) => !isAsking(i)).length;
  return samples.map(({ label }, i) =>
    isAsking(i)
      ? { label, role: 'interviewer', because: asked }
      : { label, role: others === 1 ? 'person' : 'other', because: answered(i) },
  );
}

/** A label as the lists have it: lower case, without numbers, dots and brackets at its ends. */
function bareLabel(label: string): string {
  return label
    .normalize('NFC')
    .toLowerCase()
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

/** The one speaker who asks far more than the others and says less than half of it, or undefined. */
function whoAsks(samples: readonly LabelSample[]): number | undefined {
  const all = samples.reduce((sum, { words }) => sum + words, 0);
  const rates = samples.map(({ turns, questions }) => (turns === 0 ? 0 : questions / turns));
  const best = Math.max(...rates);
  const found = rates.indexOf(best);
  const sample = samples[found];
  if (sample === undefined || samples.length < 2 || best < leastAsked || 2 * sample.words >= all) return undefined;
  const second = Math.max(...rates.filter((_, i) => i !== found));
  return best >= timesAsMany * second && best > second ? found : undefined;
}
