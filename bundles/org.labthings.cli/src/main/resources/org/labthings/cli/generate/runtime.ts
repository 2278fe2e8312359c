/** How a client goes about it. */
export interface ClientOptions {
  /** Sent with every request: {Authorization: "Bearer ..."} for instance. */
  headers?: Record<string, string>;
  /** Credentials of cookies, for pages of other origins. */
  credentials?: "include" | "omit" | "same-origin";
  /** How long one answer may take, in milliseconds. */
  timeout?: number;
  /** A ticket of the server, for event streams: they cannot send headers. */
  ticket?: string;
}

/** How one run of an action is followed. */
export interface RunOptions {
  /** Cancels the action on the server. */
  signal?: AbortSignal;
  /** Told how far it is, 0 to 1. */
  onProgress?: (fraction: number, text: string | null) => void;
}

/** Data that is downloaded from where it lies. */
export interface BlobLink {
  href: string;
  media_type: string;
  rel?: string;
  description?: string;
}

/** Something that was asked of the Thing failed. */
export class ThingError extends Error {
  constructor(readonly status: number, message: string, readonly detail?: unknown) {
    super(message);
    this.name = "ThingError";
  }
}

/** An action was cancelled. */
export class CancelledError extends Error {}

/** Requests to one Thing. */
class Transport {
  readonly url: string;

  constructor(url: string, readonly options: ClientOptions) {
    this.url = url.endsWith("/") ? url : url + "/";
  }

  async send(method: string, url: string, body?: unknown): Promise<any> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), this.options.timeout ?? 30000);
    try {
      const headers: Record<string, string> = { ...this.options.headers };
      if (body !== undefined) {
        headers["Content-Type"] = "application/json";
      }
      const answer = await fetch(url, {
        method,
        headers,
        credentials: this.options.credentials ?? "same-origin",
        signal: limit.signal,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await answer.text();
      let value: any;
      try {
        value = text === "" ? null : JSON.parse(text);
      } catch {
        value = text;
      }
      if (!answer.ok) {
        throw new ThingError(answer.status, `${method} ${url}: ${reason(value)}`, value?.detail);
      }
      return value;
    } finally {
      clearTimeout(timer);
    }
  }

  read(name: string): Promise<any> {
    return this.send("GET", this.url + name);
  }

  async write(name: string, value: unknown): Promise<void> {
    await this.send("PUT", this.url + name, value);
  }

  async run(name: string, input: unknown, options: RunOptions = {}): Promise<any> {
    let run = await this.send("POST", this.url + name, input ?? {});
    if (typeof run?.status !== "string" || typeof run?.id !== "string") {
      return run; // the server answers with the output itself
    }
    const self = run.links?.find((link: any) => link.rel === "self")?.href;
    const cancel = () => void this.send("DELETE", self).catch(() => undefined);
    options.signal?.addEventListener("abort", cancel);
    if (options.signal?.aborted) {
      cancel();
    }
    try {
      let told = -1;
      for (let wait = 50; ["idle", "pending", "running"].includes(run.status); wait = 250) {
        await new Promise((resolve) => setTimeout(resolve, wait));
        run = await this.send("GET", new URL(self, this.url).href);
        if (typeof run.progress === "number" && run.progress !== told) {
          told = run.progress;
          options.onProgress?.(run.progress / 100, run.progressText ?? null); // told in percent
        }
      }
    } finally {
      options.signal?.removeEventListener("abort", cancel);
    }
    if (run.status === "completed") {
      return run.output;
    }
    const detail = run.error?.detail ?? run.log?.at(-1)?.message ?? run.status;
    if (run.status === "cancelled") {
      throw new CancelledError(detail);
    }
    throw new ThingError(run.error?.status ?? 500, `${name}: ${detail}`, run.error);
  }

  /** Needs EventSource: every browser has it, and Node.js with a polyfill. */
  listen(name: string, next: (value: any) => void): () => void {
    const query = this.options.ticket ? "?ticket=" + encodeURIComponent(this.options.ticket) : "";
    const events = new EventSource(this.url + name + "/sse" + query, {
      withCredentials: this.options.credentials === "include",
    });
    events.onmessage = (event) => next(JSON.parse(event.data));
    return () => events.close();
  }
}

function reason(body: any): string {
  const detail = body?.detail;
  if (Array.isArray(detail)) {
    return detail.map((d) => `${(d.loc ?? []).slice(1).join(".")} ${d.msg}`.trim()).join("; ");
  }
  return typeof detail === "string" ? detail : String(body).slice(0, 300);
}
