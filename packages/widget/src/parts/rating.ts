import css from "../ui/rating.css?inline";

export { Rating as View } from "../ui/Rating.tsx";
export { take } from "./kit.ts";
export { css };
