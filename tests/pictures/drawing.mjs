// SPDX-License-Identifier: GPL-3.0-or-later

/** What a teacher shows in all our pictures: a leaf at work. */
export const drawing = `
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 600" font-family="Noto Sans CJK KR, sans-serif" text-anchor="middle">
  <rect width="960" height="600" fill="#eaf6ff"/><rect y="440" width="960" height="160" fill="#8a6a4a"/>
  <circle cx="150" cy="120" r="70" fill="#ffcf3f"/>
  <g stroke="#ffcf3f" stroke-width="10" stroke-linecap="round"><path d="M250 165 L390 250"/><path d="M230 205 L360 305"/><path d="M265 120 L420 190"/></g>
  <path d="M480 470 C470 380 490 330 480 250" stroke="#3c8d40" stroke-width="22" fill="none"/>
  <path d="M480 350 C380 350 330 290 320 240 C420 240 470 280 480 350" fill="#57b35c"/>
  <path d="M482 300 C580 300 640 240 650 190 C550 190 490 230 482 300" fill="#57b35c"/>
  <path d="M480 470 C440 520 420 540 400 570 M480 470 C490 530 500 550 510 580 M480 470 C530 510 550 530 590 560" stroke="#e8d8c0" stroke-width="7" fill="none"/>
  <g font-size="34" fill="#20303c"><text x="330" y="120">빛</text><text x="770" y="300">이산화탄소</text><text x="230" y="400">산소</text>
  <text x="690" y="520" fill="#fff">물</text></g>
  <g stroke-width="8" fill="none" stroke-linecap="round"><path d="M690 310 L620 270" stroke="#5b6b78"/><path d="M330 330 L255 370" stroke="#2c7fb8"/><path d="M650 515 L540 480" stroke="#9fd3f5"/></g>
</svg>`;
