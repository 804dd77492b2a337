import type { Check } from '../../protocol/check';

interface Api {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): Api;

/** The extension behind a page: what is asked of it, and what VS Code keeps for the page while it is hidden or loaded again. */
export class Host<Request, News, State> {
  private readonly api = acquireVsCodeApi();

  constructor(
    private readonly isNews: Check<News>,
    private readonly isState: Check<State>,
  ) {}

  /** Hears news from now on. What is not of its form is passed over: only the extension speaks to the page. */
  listen(hear: (news: News) => void): void {
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (this.isNews(data)) hear(data);
      else console.warn('Something was told to this page that is not of its form.');
    });
  }

  ask(request: Request): void {
    this.api.postMessage(request);
  }

  /** What was kept; null where nothing was, or where another version kept it in another form. */
  get kept(): State | null {
    const state = this.api.getState();
    return this.isState(state) ? state : null;
  }

  keep(state: State): void {
    this.api.setState(state);
  }
}
