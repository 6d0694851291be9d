// SPDX-License-Identifier: GPL-3.0-or-later
// A story is a list of steps, made by chance beforehand, that people of one room take on several nodes. A step whose
// person is not there, or whose message is not there, is passed over: so any part of a story is a story, too.

const HOST = 0;

/** `who`: 0 is the host. `number`: of what is said; `of`: the number of what a step is about. `patient`: the answer is awaited. */
export function makeStory(random, { nodes, students, length, crashes = false }) {
  const steps = [];
  for (let who = 0; who <= students; ++who) steps.push({ do: 'connect', who, node: random.between(0, nodes - 1), patient: true });
  const weights = { say: 10, connect: 4, cut: 3, delete: 2, read: 3, again: 2, talk: 1, bell: 1, settle: 1, crash: crashes ? 0.5 : 0 };
  while (steps.length < length) steps.push(makeStep(random.weighted(weights), random, { nodes, students, steps }));
  return steps;
}

function makeStep(what, random, { nodes, students, steps }) {
  const who = random.between(0, students);
  const node = random.between(0, nodes - 1);
  const said = steps.flatMap(({ number }) => number ?? []);
  const some = said.length ? random.pick(said.slice(-8)) : 0;
  const patient = random.chance(0.4);
  switch (what) {
    case 'say': return { do: 'say', number: steps.length, who, ...addressee(who, random, students), ...(random.chance(0.25) ? { over: 'REST', node } : {}), patient };
    case 'connect': return { do: 'connect', who, node, ...(random.chance(0.1) ? { afresh: true } : {}), patient };
    case 'cut': return { do: 'cut', who, how: random.pick(['clean', 'reset', 'silent']) };
    case 'delete': return { do: 'delete', who: random.chance(0.5) ? HOST : who, of: some, patient };
    case 'read': return { do: 'read', who, of: some };
    case 'again': return { do: 'again', of: some, node };
    case 'talk': return { do: 'talk', to: random.pick(['all', 'all', 'teacher', 'none']), node };
    case 'crash': return { do: 'crash', node };
    default: return { do: what };
  }
}

/** A student's word goes where the room lets it; what they ask for is theirs all the same. */
function addressee(who, random, students) {
  const to = random.weighted({ all: 6, teacher: 1, student: 1, one: 1 });
  return to === 'one' ? { to: 'student', target: (who + random.between(1, students)) % (students + 1) } : { to };
}

/** A line a step, for people. */
export function tell(steps, names) {
  const name = (who) => names[who];
  return steps.map((step, i) => {
    const { node, of, to } = step;
    const words = {
      connect: () => `${name(step.who)} connects to node ${node}${step.afresh ? ' afresh' : ''}`,
      cut: () => `${name(step.who)}'s line ends (${step.how})`,
      say: () => `${name(step.who)} says #${step.number} to ${step.target === undefined ? to : name(step.target)}${step.over ? ` over REST on node ${node}` : ''}`,
      delete: () => `${name(step.who)} deletes #${of}`,
      read: () => `${name(step.who)} has read #${of}`,
      again: () => `#${of} is sent again, over REST on node ${node}`,
      talk: () => `the host sets talk to ${to}, on node ${node}`,
      bell: () => 'Redis drops every connection',
      crash: () => `node ${node} is killed and started again`,
      settle: () => 'everybody waits until nothing is on its way',
    };
    return `${String(i + 1).padStart(4)}. ${words[step.do]()}${step.patient ? ', and waits for the answer' : ''}`;
  }).join('\n');
}

/**
 * The shortest part of the story that still fails, found by leaving out ever smaller parts, as far as the time goes.
 * `fails(steps)` plays it afresh. What depends on chance may not fail again: then it stays as it is.
 */
export async function shorten(steps, fails, ms = 60_000) {
  const end = performance.now() + ms;
  let shortest = steps;
  for (let size = Math.ceil(shortest.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < shortest.length;) {
      if (performance.now() > end) return shortest;
      const without = [...shortest.slice(0, from), ...shortest.slice(from + size)];
      if (without.length && await fails(without)) shortest = without;
      else from += size;
    }
  }
  return shortest;
}
