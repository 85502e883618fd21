// The letter of a key whatever layout is on: where Cyrillic is being typed, the key of A gives "a" as well.
export function letter(event) {
  if (/^[a-z]$/i.test(event.key) || !/\p{L}/u.test(event.key) || [...event.key].length > 1) return event.key;
  const place = /^Key([A-Z])$/.exec(event.code)?.[1];
  return place ? (event.shiftKey ? place : place.toLowerCase()) : event.key;
}

// Whether the key is one letter, digit or sign while a person has switched such keys off; blanks, arrows and Enter go on.
export function silent(event) {
  return document.documentElement.dataset.singleKeys === "off" && [...event.key].length === 1 && event.key !== " ";
}
