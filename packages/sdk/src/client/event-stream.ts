/** The events of a `text/event-stream` response, one by one; one that the stream's end cuts short is left out. */
export async function* readEvents(response: Response): AsyncGenerator<{ event: string; data: string }> {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += value;
      // a carriage return at the very end may have its line feed in the next chunk
      const open = rest.endsWith("\r") ? "\r" : "";
      const blocks = rest
        .slice(0, rest.length - open.length)
        .replaceAll(/\r\n?/g, "\n")
        .split("\n\n");
      rest = (blocks.pop() ?? "") + open;
      yield* blocks.map(parse).filter(({ data }) => data !== "");
    }
  } finally {
    // a reader who stops early lets the server stop as well
    await reader.cancel().catch(() => undefined);
  }
}

function parse(block: string): { event: string; data: string } {
  const lines = block.split("\n");
  const field = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).replace(/^ /, ""));
  return { event: field("event").at(-1) || "message", data: field("data").join("\n") };
}
