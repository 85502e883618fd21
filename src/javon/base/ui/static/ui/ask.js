// Asks the server for the scripts of pages.  What goes wrong becomes an Error whose message is meant for people.
const texts = document.getElementById("ask-texts").dataset;

// The token is read when it is needed: a log-in in another tab changes it.
export function token() {
  return document.cookie.split("; ").find((part) => part.startsWith("csrftoken="))?.slice(10) ?? "";
}

function problem(message, values = {}) { return Object.assign(new Error(message), values); }

// A busy database says when to ask again: so often that is done before anybody is told.
const TRIES = 3;

async function asked(address, options, left = TRIES) {
  const answer = await fetch(address, options);
  const after = Number(answer.headers.get("Retry-After"));
  if (answer.status !== 503 || !after || left <= 1) return answer;
  await new Promise((done) => setTimeout(done, after * 1000));
  return asked(address, options, left - 1);
}

// GET, or POST where there is a body: `form` (names and values, files too) or `json`.
export async function ask(address, { form, json } = {}) {
  const options = { headers: { Accept: "application/json" } };
  if (form || json) {
    options.method = "POST";
    options.headers["X-CSRFToken"] = token();
    if (json) {
      options.headers["Content-Type"] = "application/json";
      options.body = JSON.stringify(json);
    } else {
      options.body = new FormData();
      Object.entries(form).forEach(([name, value]) => options.body.append(name, value));
    }
  }
  let answer;
  try { answer = await asked(address, options); } catch { throw problem(texts.offline); }
  const data = await answer.json().catch(() => null);
  if (answer.ok && data) return data;
  throw problem(data?.error || texts.offline, { status: answer.status, login: data?.login });
}

// Shows the error in its box, with the way to the log-in where the session is over; null clears the box.
export function say(box, error) {
  box.hidden = !error;
  box.replaceChildren(...(error ? [error.message] : []));
  if (!error?.login) return;
  const link = document.createElement("a");
  link.href = error.login;
  link.target = "_blank";
  link.textContent = texts.login;
  box.append(" ", link);
}
