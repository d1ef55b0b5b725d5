import css from "../ui/tool.css?inline";

export { ToolForm as View } from "../ui/ToolForm.tsx";
export { take } from "./kit.ts";
export { css };
