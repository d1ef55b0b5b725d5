import { useWidget } from "./context.ts";
import { Icon } from "./Icon.tsx";

/** The way to a person, which every view has; says whether anybody is there now. */
export function Person({ isSmall }: { isSmall?: boolean }) {
  const { t, isOnline, home, conversation, showPerson, showThread } = useWidget();
  const go =
    conversation.isWithPerson.value && conversation.ticket.value?.status !== "closed" ? showThread : showPerson;
  if (isSmall)
    return (
      <button type="button" class="link small" onClick={go}>
        {t("person")}
      </button>
    );
  return (
    <>
      <button type="button" class="secondary wide-button" onClick={go}>
        <Icon name="person" />
        {t("person")}
      </button>
      {home.home.value && (
        <p class={isOnline.value ? "presence here" : "presence"}>{t(isOnline.value ? "online" : "away")}</p>
      )}
    </>
  );
}
