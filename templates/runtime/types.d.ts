/** Words of the one runtime; every script reads them, none of them is shipped. */

type QuestionKind =
  | "single_choice" | "multiple_choice" | "true_false" | "matching" | "ordering"
  | "cloze" | "number" | "date" | "open" | "branching";

/** The JSON beside a form (rendering/question_data.py). `right`: see Key there. */
interface QuestionData {
  id: string;
  /** Two characters that name the question in the state. */
  code: string;
  kind: QuestionKind;
  goal: string;
  points: number;
  scored: boolean;
  critical: boolean;
  shuffle: boolean;
  count: number;
  right: string[];
  fingerprint: string;
  /** matching: the words to choose from. */
  choices?: string[];
  /** cloze: what is accepted, and what there is to choose from (a letter is the answer then). */
  gaps?: { accept: string[]; choices: string[] }[];
  /** number, date: listed answers; both ends belong to them. */
  listed?: { low: string; high: string; right: boolean }[];
  /** branching: `next` is the situation each option leads to, null at the end of a path. */
  situations?: { id: string; count: number; right: string; next: (number | null)[] }[];
}

/**
 * Ticked letters; a letter (or "") for each prompt; letters in the order chosen; for each gap its letter or its words;
 * one number or day in plain form; a letter for each situation of the path; ticked lines of a checklist.
 * null: „Weiß ich nicht“.
 */
type Answer = string[] | null;
type Verdict = "right" | "partly" | "wrong" | "unknown" | "rated";

/** `earned` of `of` equal parts; `marks` says of each option, prompt, place, gap or situation whether it is right. */
interface Score {
  earned: number;
  of: number;
  points: number;
  verdict: Verdict;
  marks: boolean[];
}

/** 0 not said, 1 guessed, 2 rather sure, 3 sure. */
type Certainty = 0 | 1 | 2 | 3;

/** What is kept of one question: the last answer, the best try as [earned, of], how sure the learner was. */
interface Kept {
  answer: Answer;
  best: [number, number];
  certainty: Certainty;
}

/** What is kept of a learner: by question id, steps opened, the step they are in, the seed of the shuffled order. */
interface Progress {
  seed: string;
  kept: Record<string, Kept>;
  opened: string[];
  current: string;
  /** Whether the learner wants to be asked how sure they are. */
  asksCertainty: boolean;
}

interface Restored {
  progress: Progress;
  /** Text that could not be read; it is shown, never thrown away. */
  damaged: string;
  /** Answers whose question is gone or has changed. */
  dropped: number;
}

/** The JSON of the page (rendering/question_data.py, module_settings). */
interface Settings {
  module: string;
  version: string;
  passMark: number;
  completion: "bearbeitet" | "bestanden";
  status12: "completed" | "passed";
  goals: { id: string; text: string }[];
}

interface Interaction {
  id: string;
  kind: QuestionKind;
  goal: string;
  weight: number;
  /** Pattern and response in one notation: letters or short words. */
  pattern: string;
  /** Missing until the question is judged. */
  judged?: { response: string; right: boolean; seconds: number; clock: string };
}

/** Everything a platform may be told; a tracker sends what changed and what its standard knows. */
interface Report {
  state: string;
  /** Free texts by question id; they never leave the device. */
  texts: Record<string, string>;
  location: string;
  finished: boolean;
  reached: boolean;
  /** 0–100, best of all tries; sent only when the check is finished. */
  score: number;
  interactions: Interaction[];
  objectives: { id: string; reached: boolean; tried: boolean }[];
  seconds: number;
}

/** Where the world keeps progress: on the platform, on this device (once the learner wants it), nowhere. */
type Keeping = "platform" | "device" | "offered" | "nowhere" | "review";

interface Started {
  keeping: Keeping;
  state: string;
  texts: Record<string, string>;
  score: number;
}

/** The port: one adapter per world. No method throws. */
interface Tracker {
  start(): Started;
  /** Keep what changed; false when it could not be kept (try again). */
  save(report: Report): boolean;
  /** The last word, where a world wants one; called once. */
  finish?(report: Report): void;
  /** What was told to the platform, line by line. */
  log: string[];
  /** Device only: begin or end keeping. */
  keep?(wanted: boolean): void;
  /** Device only: hear what another tab kept (null: it deleted everything). */
  watch?(tell: (state: string | null) => void): void;
}

/** One kind of form: what the learner entered, and how to put it there. */
interface Form {
  /** The answer as it stands; typed values in plain form. */
  read(): string[];
  write(answer: string[]): void;
  /** What keeps it from being judged, and where to go then. */
  problem(): { text: string; control: HTMLElement; controls: HTMLElement[] } | null;
  /** Put what is offered into the order of this learner. */
  arrange(seed: string): void;
  /** Which reasons to show, in order, each with its words. */
  reasons(answer: Answer, found: Score): { reason: Element; label: string }[];
  /** What to say of the answer that no reason names; empty when there is nothing. */
  unlisted?(answer: Answer): string;
  /** branching: one step along the path; true when it has ended. */
  advance?(): boolean;
  /** Where the focus goes when it begins anew. */
  first(): HTMLElement | null;
}

interface Player {
  data: QuestionData;
  section: HTMLElement;
  arrange(seed: string): void;
  /** Nothing chosen, whatever the browser remembers of an earlier visit. */
  clear(): void;
  /** Show an earlier answer as judged, without moving focus. */
  restore(kept: Kept): void;
  /** Ask how sure the learner is, or no longer. */
  askCertainty(wanted: boolean): void;
}

/** One input of a rule table, asked as a question (rendering/rule_data.py). */
interface RuleFeatureData {
  id: string;
  question: string;
  /** What says how to answer; empty where there is none. */
  help: string;
  /** Further paragraphs, on demand. */
  more: string[];
  values: { id: string; text: string }[];
}

/** One row of a rule table: conditions (a feature left out means any value) and what follows. */
interface RuleRowData {
  id: string;
  group: string;
  situation: string;
  time: string;
  when: Record<string, string[]>;
  verdict: string;
  /** Whether the Bundesagentur für Arbeit must agree, in words; empty where there is nothing to agree to. */
  consent: string;
  decides: string;
  evidence: "belegt" | "vorsichtig" | "offen";
  /** First and last day (ISO) on which it holds; empty where there is none. */
  from: string;
  until: string;
}

/** The JSON of the page of a rule table. */
interface RuleTableData {
  /** The day (ISO) by which it wants to be reviewed. */
  reviewBy: string;
  features: RuleFeatureData[];
  rows: RuleRowData[];
}

/** Value by feature. */
type Answers = Map<string, string>;

/** Where answers lead: what was answered on the way, and the next question, or the row at its end (null: none, or not one). */
interface RuleWay {
  answers: Answers;
  asked: RuleFeatureData | null;
  row: RuleRowData | null;
}

type OnJudged = (data: QuestionData, answer: Answer, judged: Score, certainty: Certainty) => void;

declare const integrifStrings: Record<string, string>;
