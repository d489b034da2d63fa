// What a frontend writes against the API; it has to compile, and its mistakes must not.
import createClient from "openapi-fetch";
import type { components, paths } from "parlons";

type Problem = components["schemas"]["Problem"];
type Recording = components["schemas"]["Recording"];
type Step = components["schemas"]["Step"];

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

export function connect(baseUrl: string, token: string) {
  const api = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });

  async function record(audio: Blob, transcript = ""): Promise<string> {
    const { data, error } = await api.POST("/api/recordings", {
      params: { header: { "Idempotency-Key": crypto.randomUUID() } },
      body: { filename: "lundi.webm", content_type: audio.type, size: audio.size, transcript },
    });
    if (error) throw new Refused(error);
    const { method, url, headers } = data.upload;
    await fetch(url, { method, headers, body: audio });
    return data.id;
  }

  async function show(id: string): Promise<Recording> {
    const { data, error, response } = await api.GET("/api/recordings/{id}", {
      params: { path: { id } },
    });
    if (error) {
      if (error.code === "not_found") console.warn(response.status);
      throw new Refused(error);
    }
    for (const correction of data.corrections ?? []) {
      if (correction.raised) console.log(correction.explanation["fr"], correction.type);
    }
    return data;
  }

  async function clip(id: string, start: number, end: number): Promise<Blob> {
    const { data, error } = await api.GET("/api/recordings/{id}/clip", {
      params: { path: { id }, query: { start, end } },
      parseAs: "blob",
    });
    if (error) throw new Refused(error);
    return data as Blob;
  }

  async function talk(message: string, conversation_id = "") {
    const { data, error } = await api.POST("/api/chat", { body: { message, conversation_id } });
    if (error) throw new Refused(error);
    // The same address streams too: then what comes is an event.
    return "reply" in data ? data.reply : "";
  }

  async function forget(id: string, pattern: string): Promise<void> {
    const { error } = await api.DELETE("/api/learners/{id}/memory/{pattern}", {
      params: { path: { id, pattern } },
    });
    if (error) throw new Refused(error);
  }

  async function worstTypes(id: string) {
    const { data, error } = await api.GET("/api/classes/{id}/report", {
      params: { path: { id } },
    });
    if (error) throw new Refused(error);
    return data.cells.filter((cell) => (cell.rate ?? 0) > 0.2).map((cell) => cell.type);
  }

  return { record, show, clip, talk, forget, worstTypes };
}

export function stepOf(event: MessageEvent<string>): Step {
  return JSON.parse(event.data) as Step;
}

// Each of these is a mistake: the compiler has to say so, or the types say nothing.
export async function mistakes(api: ReturnType<typeof createClient<paths>>) {
  // @ts-expect-error there is no such route
  await api.GET("/api/recording/{id}", { params: { path: { id: "x" } } });
  // @ts-expect-error `size` is missing
  await api.POST("/api/recordings", { body: { filename: "a.webm", content_type: "audio/webm" } });
  // @ts-expect-error the clip needs its span
  await api.GET("/api/recordings/{id}/clip", { params: { path: { id: "x" } } });
  const { data, error } = await api.GET("/api/learners/{id}/progress", {
    params: { path: { id: "x" } },
  });
  // @ts-expect-error no code of ours
  if (error?.code === "not_a_code") return;
  // @ts-expect-error no such field
  data?.types[0]?.verdict;
}
