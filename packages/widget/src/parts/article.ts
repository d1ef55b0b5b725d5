import css from "../ui/article.css?inline";

export { Article as View } from "../ui/Article.tsx";
export { take } from "./kit.ts";
export { css };
