// SPDX-License-Identifier: GPL-3.0-or-later
// Random stories over several nodes: people come, drop, write, delete and read, and the laws hold at every rest.
import { Player } from '../lib/player.mjs';
import { School } from '../lib/school.mjs';
import { makeStory, shorten, tell } from '../lib/story.mjs';

const NODES = 3;

export const sqlite = {
  title: 'random stories over three nodes',
  rounds: { full: 60, short: 10 },
  run: (options) => run(options, { nodes: NODES }),
};

export const postgresql = {
  title: 'random stories over three nodes on PostgreSQL',
  rounds: { full: 30, short: 5 },
  run: (options) => run(options, { nodes: NODES, postgres: true }),
};

async function run({ random, rounds: stories, short }, system) {
  const school = await School.open(system);
  try {
    let steps = 0;
    for (let i = 0; i < stories; ++i) {
      const plot = random.fork(i);
      const options = { students: plot.between(2, 4), talk: plot.pick(['teacher', 'all']), kind: plot.chance(0.2) ? 'chat' : 'class' };
      const story = makeStory(plot, { nodes: NODES, students: options.students, length: plot.between(20, short ? 40 : 70), crashes: !short });
      steps += story.length;
      const faults = await Player.play(school, story, options);
      if (faults.length) return { faults: [...faults, await shortest(school, story, options, faults)], summary: `story ${i + 1} failed` };
    }
    return { summary: `${stories} stories, ${steps} steps` };
  } finally {
    await school.close();
  }
}

async function shortest(school, story, options, faults) {
  const laws = new Set(faults.map(({ law }) => law));
  const failsAlike = async (steps) => (await Player.play(school, steps, options)).some(({ law }) => laws.has(law));
  const steps = await shorten(story, failsAlike);
  const names = ['the host', ...school.rooms.at(-1).students.map(({ name }) => name)];
  return { law: 'story', what: `${JSON.stringify(options)}, ${steps.length} of ${story.length} steps:\n${tell(steps, names)}` };
}
