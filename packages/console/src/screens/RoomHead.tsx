import { Ways } from "../ui/Ways.tsx";

type Props = {
  title: string;
  label: string;
  ways: readonly { href: string; label: string; isHere: boolean }[];
};

/** The name of a room of the console with the ways to its parts. */
export function RoomHead({ title, label, ways }: Props) {
  return (
    <header class="room-head">
      <p class="room-title" aria-hidden="true">
        {title}
      </p>
      <Ways label={label} ways={ways} />
    </header>
  );
}
