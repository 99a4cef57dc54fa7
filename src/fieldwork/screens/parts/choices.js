// The filters of a screen: a native <select> each, with its label.
import { element, keyed } from "./dom.js";

/** Draw or change the filters; a select that somebody is using stays as it is. */
export function drawChoices(form, choices, choose) {
  const fields = keyed(form, choices.map((choice) => choice.name), (name) => field(name, choose));
  choices.forEach((choice, place) => {
    const [label, select] = fields[place].children;
    label.textContent = choice.label;
    const options = keyed(select, choice.options.map((option) => option.value), (value) => element("option", { value }));
    options.forEach((option, at) => {
      if (option.textContent !== choice.options[at].label) option.textContent = choice.options[at].label;
    });
    select.value = choice.chosen;
  });
}

function field(name, choose) {
  const id = `filter-${name}`;
  const select = element("select", { id, name });
  select.addEventListener("change", () => choose({ [name]: select.value }));
  return element("div", { class: "choice" }, element("label", { for: id }), select);
}
