// Opens the widget from the page's own button; a call made before the widget has loaded waits in the queue.
document.getElementById("open-kotae")?.addEventListener("click", () => {
  window.Kotae = window.Kotae || { q: [] };
  if (typeof window.Kotae.open === "function") window.Kotae.open();
  else window.Kotae.q.push(["open"]);
});
