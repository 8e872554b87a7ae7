/** Words of the one runtime; every script reads them, none of them is shipped. */

type QuestionKind =
  | "single_choice" | "multiple_choice" | "true_false" | "matching" | "ordering"
  | "cloze" | "number" | "date" | "open" | "branching";

/** The JSON beside a form (rendering/question_data.py). `right`: see Key there. */
interface QuestionData {
  /** Its id in the page; `name` is the one that platforms are told. */
  id: string;
  name: string;
  /** What is asked, in one line. */
  task: string;
  /** Two characters that name the question in the state; `replaces` are those of questions whose place it takes. */
  code: string;
  kind: QuestionKind;
  goal: string;
  points: number;
  scored: boolean;
  critical: boolean;
  shuffle: boolean;
  count: number;
  right: string[];
  replaces?: string[];
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

/** What is kept of one question: the last answer (undefined: only its verdict is known), the best try as [earned, of], how sure the learner was. */
interface Kept {
  answer: Answer | undefined;
  verdict: Verdict;
  best: [number, number];
  certainty: Certainty;
}

/** What is kept of a learner: by question id, steps opened, the step they are in, the seed of the shuffled order. */
interface Progress {
  seed: string;
  kept: Record<string, Kept>;
  /** The best try of questions that have changed since and are open again. */
  credit: Record<string, [number, number]>;
  opened: string[];
  current: string;
  /** The best score of finished checks, 0–100. */
  score: number;
  /** Whether the learner wants to be asked how sure they are. */
  asksCertainty: boolean;
}

interface Restored {
  progress: Progress;
  /** Why the text could not be read, or not whole; it is shown then, never thrown away. */
  problem: "" | "damaged" | "foreign" | "newer";
  /** Answers whose question has changed. */
  changed: number;
}

/** The JSON of a module (rendering/question_data.py, module_settings). */
interface Settings {
  module: string;
  version: string;
  passMark: number;
  completion: "bearbeitet" | "bestanden";
  goals: { id: string; text: string }[];
}

/** The JSON of what one visit is about: a module, or a package of several (package_settings). */
interface PackageSettings {
  name: string;
  version: string;
  /** Whether the state has room for verdicts only. */
  compact: boolean;
  status12: "completed" | "passed";
  /** The names of the interactions in their places. */
  order: string[];
}

/** A module of the page: what it asks, and its steps with the codes of the state. */
interface Unit {
  module: string;
  settings: Settings;
  questions: QuestionData[];
  steps: { id: string; code: string }[];
}

/** What a state is about. */
interface Outline {
  name: string;
  compact: boolean;
  units: Unit[];
}

/** How a module stands: all scored questions count with their points. */
interface CheckResult {
  answered: number;
  asked: number;
  steps: number;
  points: number;
  most: number;
  percent: number;
  finished: boolean;
  reached: boolean;
  passed: boolean;
  /** Questions that must be right and are not. */
  critical: string[];
  unopened: string[];
}

/** How all modules of a page stand together; `share` of steps and questions done, 0–1. */
interface Whole {
  finished: boolean;
  reached: boolean;
  passed: boolean;
  percent: number;
  share: number;
}

/** When and how fast a question was answered in this visit; `at` in milliseconds since 1970. */
interface Judgement {
  answer: Answer;
  seconds: number;
  at: number;
}

interface Interaction {
  id: string;
  /** "gone": a question that no longer exists keeps its place. */
  kind: QuestionKind | "gone";
  /** The objective it belongs to. */
  goal: string;
  weight: number;
  task: string;
  /** Pattern and response as lists of letters or words; a range is "low:high". */
  pattern: string[];
  /** Missing until the question is judged in this visit; `response` is null for „Weiß ich nicht“. */
  judged?: { response: string[] | null; result: "right" | "wrong" | "neutral"; seconds: number; at: number };
}

/** What names a module in what is kept of it: its page below the site, the version and law date (ISO, or empty) of the visit. */
interface About {
  title: string;
  page: string;
  version: string;
  law: string;
}

/** How far a learner is in a module (card.js); `done`: when it was finished first, and with what. */
interface Card extends About {
  /** The last day (ISO) anything was kept. */
  day: string;
  opened: number;
  steps: number;
  answered: number;
  asked: number;
  step: { id: string; number: number } | null;
  /** The best result once all was answered, 0–100. */
  percent: number;
  /** Whether it still is finished: questions may be new or different since. */
  reached: boolean;
  done: { day: string; version: string; law: string } | null;
}

interface Note {
  title: string;
  text: string;
}

/** The notes of a module by step (notebook.js). */
interface Notebook extends About {
  notes: Record<string, Note>;
}

/** Everything a platform may be told; a tracker sends what changed and what its standard knows. */
interface Report {
  state: string;
  /** Free texts by question id; they never leave the device. */
  texts: Record<string, string>;
  location: string;
  finished: boolean;
  reached: boolean;
  passed: boolean;
  /** 0–100, best of all tries; sent only when the check is finished. */
  score: number;
  share: number;
  status12: "completed" | "passed";
  interactions: Interaction[];
  objectives: { id: string; reached: boolean; tried: boolean }[];
  seconds: number;
}

/** Where the world keeps progress: on the platform, on this device (once the learner wants it), nowhere; `held`: not before the learner says so; `refused`: by a platform that is there. */
type Keeping = "platform" | "device" | "offered" | "nowhere" | "refused" | "review" | "held";

interface Started {
  keeping: Keeping;
  /** Whether a platform has taken the first words; missing where nothing is said. */
  fine?: boolean;
  state: string;
  location: string;
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
  /** Hear what another window kept (null: it deleted everything). */
  watch?(tell: (state: string | null) => void): void;
}

/** A platform's API (rte.js): yes or no, a text or "". */
interface Rte {
  initialize(): boolean;
  terminate(): boolean;
  commit(): boolean;
  get(name: string): string;
  set(name: string, value: string): boolean;
  code(): string;
  /** Number and words of the last error. */
  problem(): string;
}

/** Name and value in a standard; whether keeping depends on it. */
type Pair = [name: string, value: string, needed: boolean];

/** What a visit found: whether the platform counts it as done, the best score, which interactions and objectives it holds, by place ("" where it does not say; null: it wants none). */
interface Visit {
  done: boolean;
  best: number;
  interactions: string[] | null;
  objectives: string[] | null;
}

/** How a standard says it; pure. */
interface Dialect {
  names: Record<"status" | "mode" | "entry" | "score" | "state" | "location" | "time", string>;
  /** Whose ids can be asked for. */
  readable: ("interactions" | "objectives")[];
  limits: Record<string, number>;
  /** Another value that does no harm; null where a platform sends everything each time. */
  otherwise: ((name: string, value: string) => string) | null;
  /** Values of the status that are never taken back. */
  done: string[];
  /** Whether asking for what an earlier visit has left is no error of its own. */
  holds(what: "state" | "score", found: { entry: string; status: string; state: string }): boolean;
  begun(visit: Visit): Pair[];
  told(report: Report, visit: Visit): Pair[];
}

/** What a learner may decide about keeping. */
interface KeepingActs {
  keep(wanted: boolean): void;
  save(): string;
  load(text: string): void;
  certainty(wanted: boolean): void;
  /** Give up what a newer version has kept. */
  replace(): void;
  takeText(text: string): void;
}

/** What the page says of keeping. */
interface KeepingParts {
  /** A sentence, and the text to copy when something could not be kept or read. */
  say(words: string, text?: string): void;
  /** While something could not be kept, a note stays in sight wherever the learner reads. */
  alarm(ringing: boolean): void;
  draw(keeping: Keeping): void;
  log(lines: string[]): void;
}

/** The pages of a module (steps.js). */
interface Steps {
  open(id: string, focus: boolean): void;
  /** Writes the state of each step into the lists. */
  mark(opened: string[]): void;
  /** Back and next below each page, as elements of the world it stands in. */
  addTurns(make: (page: HTMLElement) => HTMLElement): void;
  /** One page at a time, beginning with that which holds the id, or all of them. */
  page(on: boolean, id: string): void;
}

/** One learner on this page (learner.js). */
interface Learner {
  steps: Steps;
  settings: PackageSettings;
  outline: Outline;
  players: Player[];
  askCertainty(wanted: boolean): void;
  restore(started: Started): { problem: Restored["problem"]; changed: number; atWork: boolean };
  take(text: string): boolean;
  report(): Report;
  open(id: string, focus: boolean): void;
  /** The step where the learner is; empty before the first. */
  current(): string;
}

/** Keeping (session.js). */
interface Session {
  begin(tracker: Tracker | null): void;
  changed(): void;
  keep(wanted: boolean): void;
  replace(): void;
  takeText(text: string): void;
  /** Keep this report at once; whether it was kept. */
  saved(report: Report): boolean;
  keeping(): Keeping;
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

/** Where pages outside of modules find them, by id (rendering/hand_page.py). */
type Sources = Record<string, { title: string; page: string; script: string }>;

/** Questions outside of their modules (bank.js). */
interface Bank {
  /** Whether the questions of a module are there. */
  load(module: string): Promise<boolean>;
  /** Their HTML by id, as far as they are loaded. */
  questions(module: string): Record<string, string>;
  data(module: string, id: string): QuestionData;
  /** Show one; gives the last element of what it showed. */
  ask(module: string, id: string, seed: string, judged: (data: QuestionData, found: Score) => void): HTMLElement;
}

/** A change note as it stands on the page: its day (ISO), what it is a change of, the modules it concerns. */
interface ChangeNote {
  day: string;
  name: string;
  modules: string[];
  element: HTMLElement;
}

declare const integrifStrings: Record<string, string>;

/** What the builder writes for the search (rendering/search.py). */
interface SearchIndex {
  /** Address below the site, title, what it belongs to, how it begins. */
  entries: string[][];
  /** Word → number of an entry and weight there, again and again. */
  words: Record<string, number[]>;
  stop: string[];
}
