// What the chat does in the browser: sources beside the answer, copying, feedback, export, retry. Text that came from
// the server is only ever moved as nodes or set as text, never parsed again.
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const phone = () => window.matchMedia("(max-width: 860px)").matches;
  let shown = "";

  function showSources(turn) {
    const panel = $("#panel");
    if (!panel || shown === turn) return;
    const sources = turn && $(`.sources[data-of="${CSS.escape(turn)}"] ol`);
    panel.replaceChildren(...(sources ? [sources.cloneNode(true)] : []));
    panel.dataset.of = turn;
    shown = turn;
  }

  function openSource(article, n, button) {
    const turn = article.dataset.turn;
    showSources(turn);
    const root = phone() ? $(".sources", article) : $("#panel");
    const item = root && $(`li[data-n="${CSS.escape(n)}"]`, root);
    if (!item) return;
    const folded = item.closest("details");
    if (folded) folded.open = true;
    document.querySelectorAll("li.open").forEach((one) => one.classList.remove("open"));
    document.querySelectorAll("button.cite[aria-pressed]").forEach((one) => one.removeAttribute("aria-pressed"));
    item.classList.add("open");
    button.setAttribute("aria-pressed", "true");
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest", behavior: "smooth" });
    const quote = $("mark", item);
    const box = quote && quote.closest("blockquote");
    if (box) box.scrollTop = quote.offsetTop - box.offsetTop - 20;
  }

  function press(id) {
    const button = $(`#${id}`);
    if (button) (button.matches("button") ? button : $("button", button) || button).click();
  }

  function ask(question) {
    const box = $("#question textarea, #question input");
    if (!box) return;
    const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value").set;
    setter.call(box, question);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => press("send"), 60);
  }

  function copy(text, button) {
    const label = button.textContent;
    const done = () => {
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = label), 2000);
    };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(done);
      return;
    }
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    if (document.execCommand("copy")) done();
    area.remove();
    button.focus();
  }

  async function send(article, rating, reason) {
    const state = $(".feedback-state", article);
    try {
      const response = await fetch("/api/feedback", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ turn: JSON.parse(article.dataset.record), rating, reason }),
      });
      if (!response.ok) throw new Error(String(response.status));
      state.textContent = state.dataset.thanks;
      return true;
    } catch {
      state.textContent = state.dataset.failed;
      return false;
    }
  }

  async function rate(article, button) {
    const rating = Number(button.dataset.rating);
    if (!(await send(article, rating, ""))) return;
    article.querySelectorAll("[data-rating]").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
    const form = $("form.feedback", article);
    form.hidden = false;
    form.dataset.rating = String(rating);
    $("textarea", form).focus();
  }

  async function save(format) {
    const turns = [...document.querySelectorAll("#log .turn.done")].map((one) => JSON.parse(one.dataset.record));
    if (!turns.length) return;
    const response = await fetch(`/api/export?format=${format}&lang=${document.documentElement.lang}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ turns }),
    }).catch(() => null);
    const toast = $("#toast");
    toast.textContent = response && response.ok ? "" : toast.dataset.failed;
    if (!response || !response.ok) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = `hoi-dap.${format}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const article = button.closest(".turn");
    if (button.dataset.ask) ask(button.dataset.ask);
    else if (button.dataset.cite && article) openSource(article, button.dataset.cite, button);
    else if (button.dataset.act === "copy") copy($(".copy-text", article).value, button);
    else if (button.dataset.act === "rate") rate(article, button);
    else if (button.dataset.act === "again") press("again");
    else if (button.dataset.act === "alone") press("alone");
    else if (button.dataset.act === "widen") press("widen");
    else if (button.id === "export-docx" || button.closest("#export-docx")) save("docx");
    else if (button.id === "export-md" || button.closest("#export-md")) save("md");
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form.feedback");
    if (!form) return;
    event.preventDefault();
    if (await send(form.closest(".turn"), Number(form.dataset.rating), $("textarea", form).value)) form.hidden = true;
  });

  // Folded sources, and what became of a model's sentences, are printed too.
  addEventListener("beforeprint", () =>
    document.querySelectorAll(".sources details, details.checks").forEach((one) => (one.open = true)));

  // Gradio draws the log anew as the answer grows: keep the panel at the newest answer that has sources.
  let drawn = "";
  new MutationObserver(() => {
    const turns = document.querySelectorAll("#log .turn");
    const last = turns[turns.length - 1];
    const key = last ? last.dataset.turn + last.className : "";
    if (key === drawn) return;
    drawn = key;
    const log = $("#log");
    if (log && !log.hasAttribute("aria-live")) log.setAttribute("aria-live", "polite");
    if (!last) showSources("");
    else if (!last.classList.contains("waiting")) showSources($(".sources", last) ? last.dataset.turn : "");
    if (last && turns.length > 1) last.scrollIntoView({ block: "start", behavior: "smooth" });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
