// Talks to the server: the list of pages, what changed since, and the actions on a page.
const root = document.getElementById("qc");
const token = root.querySelector("[name=csrfmiddlewaretoken]").value;

function address(pattern, key, action) {
  return pattern.replace("KEY", key).replace("ACTION", action || "");
}

export const urls = {
  page: (key) => address(root.dataset.page, key),
  before: (page) => `${address(root.dataset.before, page.key)}?v=${page.version}`,
  after: (page) => `${address(root.dataset.after, page.key)}?v=${page.version}`,
};

// All pages, or with `since` only the rows that changed after that revision.
export async function loadPages(since) {
  const url = since === undefined ? root.dataset.pages : `${root.dataset.pages}?since=${since}`;
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// Does an action; gives the changed rows, or throws an Error whose message is meant for people.
export async function act(key, action, fields, texts) {
  const body = new FormData();
  Object.entries(fields || {}).forEach(([name, value]) => body.append(name, value));
  let answer;
  try {
    answer = await fetch(address(root.dataset.act, key, action), {
      method: "POST", body, headers: { "X-CSRFToken": token, Accept: "application/json" },
    });
  } catch (error) {
    throw new Error(texts.offline);
  }
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(data.error || texts.offline);
  return data;
}
